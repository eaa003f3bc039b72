import { useTranslation } from 'react-i18next'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import { useDeskQuery } from '../../bridge/query.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords } from '../../ui/format/date.ts'
import { number } from '../../ui/format/number.ts'
import { Notice } from '../../ui/notices/Notice.tsx'
import { selectVisit } from './cashierStore.ts'

interface OwedBeforeProps {
  readonly patientId: PatientId
  /** The visit that is shown; what it owes itself is told elsewhere. */
  readonly encounterId: EncounterId
}

/** What the patient owes from earlier visits, with the way there. */
export const OwedBefore = ({ patientId, encounterId }: OwedBeforeProps) => {
  const { t } = useTranslation()
  const debts = useDeskQuery('money:debts', { patientId }).data ?? []
  return debts
    .filter((debt) => debt.encounterId !== encounterId)
    .map((debt) => (
      <div key={debt.encounterId} data-testid="owed-before">
        <Notice tone="wait">
          <span className="min-w-0 flex-1">
            {t('cashier.debt.before', {
              amount: t('app.money', { amount: number(debt.owed) }),
              date: dayWords(debt.visitedOn, t),
            })}
          </span>
          <Button onClick={() => selectVisit(debt.encounterId)} data-testid="go-to-debt">
            {t('cashier.debt.go')}
          </Button>
        </Notice>
      </div>
    ))
}
