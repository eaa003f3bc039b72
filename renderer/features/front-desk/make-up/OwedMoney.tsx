import { useTranslation } from 'react-i18next'
import type { PatientId } from '../../../../preload/contract/words.ts'
import { goTo } from '../../../app/navigation.ts'
import { useDeskQuery } from '../../../bridge/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'

/** What the person at the desk owes from earlier visits, with the way to the cashier. Nobody: nothing. */
export const OwedMoney = ({ patientId }: { readonly patientId: PatientId | null }) => {
  const { t } = useTranslation()
  const debts = useDeskQuery('money:debts', { patientId }, { enabled: patientId !== null }).data ?? []
  if (patientId === null) return null
  return debts.map(({ encounterId, owed, visitedOn }) => (
    <div key={encounterId} data-testid="owed-money">
      <Notice tone="wait">
        <span className="min-w-0 flex-1">
          {t('registration.owes', { amount: t('app.money', { amount: number(owed) }), date: dayWords(visitedOn, t) })}
        </span>
        <Button onClick={() => goTo('cashier', { kind: 'visit', encounterId })}>{t('registration.goToDebt')}</Button>
      </Notice>
    </div>
  ))
}
