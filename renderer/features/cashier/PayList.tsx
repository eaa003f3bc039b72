import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitSummary } from '../../../preload/contract/visit/visit.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { VisitChips } from '../../ui/chips/VisitChips.tsx'
import { Segmented } from '../../ui/fields/Segmented.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { selectVisit, setFilter, useCashier } from './cashierStore.ts'
import { DebtList } from './DebtList.tsx'
import { DrawerLine } from './DrawerLine.tsx'

const columns = 'grid grid-cols-[2rem_minmax(4rem,1fr)_auto] gap-x-2 px-2'

const Row = memo(({ visit }: { readonly visit: VisitSummary }) => (
  <>
    <span className="text-right">{visit.queueNumber}</span>
    <span className="truncate">{visit.patient.name}</span>
    <span className="flex justify-end gap-1">
      <VisitChips visit={visit} isStateTold={visit.state === 'to-pay'} />
    </span>
  </>
))

interface PayListProps {
  readonly visits: readonly VisitSummary[]
  readonly shown: readonly VisitSummary[]
  readonly selected: EncounterId | null
  readonly onOpen: () => void
}

/** Who has to pay, and who has paid today. */
export const PayList = ({ visits, shown, selected, onOpen }: PayListProps) => {
  const { t } = useTranslation()
  const filter = useCashier(({ filter }) => filter)
  const debts = useDeskQuery('money:debts', { patientId: null }).data ?? []
  const count = (state: 'to-pay' | 'closed'): number => visits.filter((visit) => visit.state === state).length
  return (
    <section className="flex min-h-0 flex-1 flex-col bg-surface" aria-label={t('cashier.filter')}>
      <div className="border-b border-line p-2">
        <Segmented
          label={t('cashier.filter')}
          labelHidden
          value={filter}
          onChange={setFilter}
          testId="cashier-filter"
          options={[
            { value: 'to-pay', label: t('cashier.toPay'), count: count('to-pay') },
            { value: 'closed', label: t('cashier.closedToday'), count: count('closed') },
            { value: 'debts', label: t('cashier.debts'), count: debts.length },
          ]}
        />
      </div>
      {filter === 'debts' ? <DebtList debts={debts} selected={selected} /> : null}
      {filter === 'debts' ? null : (
        <Rows
          label={t('cashier.filter')}
          items={shown}
          keyOf={({ encounterId }) => encounterId}
          selected={selected}
          onSelect={({ encounterId }) => selectVisit(encounterId)}
          onOpen={onOpen}
          rowClassName={columns}
          rowTestId={({ encounterId }) => `pay-row-${encounterId}`}
          empty={<Empty title={t(filter === 'to-pay' ? 'cashier.emptyToPay' : 'cashier.emptyClosed')} />}
          renderRow={(visit) => <Row visit={visit} />}
        />
      )}
      <DrawerLine />
    </section>
  )
}
