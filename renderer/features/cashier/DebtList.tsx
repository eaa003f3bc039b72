import { useTranslation } from 'react-i18next'
import type { Debt } from '../../../preload/contract/money/money.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { dayWords } from '../../ui/format/date.ts'
import { Money } from '../../ui/Money.tsx'
import { Empty } from '../../ui/notices/Notice.tsx'
import { Rows } from '../../ui/Rows.tsx'
import { beginAct, selectVisit } from './cashierStore.ts'

interface DebtListProps {
  readonly debts: readonly Debt[]
  readonly selected: EncounterId | null
}

/** Who owes, the oldest first; Enter takes the money. */
export const DebtList = ({ debts, selected }: DebtListProps) => {
  const { t } = useTranslation()
  return (
    <Rows
      label={t('cashier.debts')}
      items={debts}
      keyOf={({ encounterId }) => encounterId}
      selected={selected}
      onSelect={({ encounterId }) => selectVisit(encounterId)}
      onOpen={({ encounterId }) => beginAct(encounterId, 'pay')}
      rowClassName="grid grid-cols-[minmax(4rem,1fr)_auto_5rem] gap-x-3 px-3"
      rowTestId={({ encounterId }) => `debt-row-${encounterId}`}
      empty={<Empty title={t('cashier.emptyDebts')} />}
      renderRow={({ patient, visitedOn, owed }) => (
        <>
          <span className="truncate">{patient.name}</span>
          <span className="text-sm text-muted">{dayWords(visitedOn, t)}</span>
          <span className="text-right text-wait">
            <Money amount={owed} />
          </span>
        </>
      )}
    />
  )
}
