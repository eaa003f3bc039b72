import { useTranslation } from 'react-i18next'
import type { MakeUpItem } from '../../../../preload/contract/visit/makeUp.ts'
import { Button } from '../../../ui/Button.tsx'
import { dayWords } from '../../../ui/format/date.ts'
import { number } from '../../../ui/format/number.ts'
import { Notice } from '../../../ui/notices/Notice.tsx'
import { openMakeUps } from './makeUpStore.ts'
import { leftWords } from './makeUpView.ts'

/** What the person at the desk owes, said at once: the first of it has the key. */
export const OpenDebts = ({ debts }: { readonly debts: readonly MakeUpItem[] }) => {
  const { t } = useTranslation()
  return debts.map((item, index) => {
    const { key, count } = leftWords(item)
    const isOwed = item.kind === 'owed-card'
    const words = isOwed
      ? t('makeUp.debt.owed', {
          date: dayWords(item.visitedOn, t),
          deposit: t('app.money', { amount: number(item.deposit) }),
          due: dayWords(item.dueOn, t),
          left: t(`makeUp.left.${key}`, { count }),
        })
      : t('makeUp.debt.exception', {
          code: item.exceptionCode ?? '',
          date: dayWords(item.visitedOn, t),
          due: dayWords(item.dueOn, t),
        })
    return (
      <div key={item.encounterId} data-testid="open-debt" data-kind={item.kind}>
        <Notice tone="wait">
          <span className="min-w-0 flex-1">{words}</span>
          <Button
            {...(index === 0 ? { shortcut: 'F8' } : {})}
            onClick={() => openMakeUps(item.encounterId)}
            data-testid="open-debt-button"
          >
            {t(isOwed ? 'makeUp.key.return' : 'makeUp.key.makeUp')}
          </Button>
        </Notice>
      </div>
    )
  })
}
