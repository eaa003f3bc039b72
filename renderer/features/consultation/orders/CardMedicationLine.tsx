import { CreditCard } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/Button.tsx'
import { clockTime } from '../../../ui/format/date.ts'
import type { CardMedication } from './useCardMedication.ts'

interface CardMedicationLineProps {
  readonly medication: CardMedication
  readonly onAgain: () => void
}

const plainObstacles = ['no-card', 'other-desk', 'other-card', 'lapsed', 'professional'] as const
const isPlain = (obstacle: string): obstacle is (typeof plainObstacles)[number] =>
  plainObstacles.some((one) => one === obstacle)

/** Whether the alerts count the drugs on the patient's card, and plainly why not where they don't. */
export const CardMedicationLine = ({ medication, onAgain }: CardMedicationLineProps) => {
  const { t } = useTranslation()
  const { readAt, drugs, obstacle } = medication
  const isTold = readAt !== null
  const text = isTold
    ? t('alert.card.told', { count: drugs, time: clockTime(readAt) })
    : obstacle === null
      ? t('alert.card.reading')
      : isPlain(obstacle)
        ? t(`alert.card.${obstacle}`)
        : t('alert.card.failed', { why: t(`error.${obstacle}.title`) })
  return (
    <p
      className={`flex min-h-7 items-center gap-2 border-t border-line bg-surface px-3 text-sm ${isTold || obstacle === null ? 'text-muted' : 'text-wait'}`}
      role="status"
      data-testid="card-medication"
      data-state={isTold ? 'told' : (obstacle ?? 'reading')}
    >
      <CreditCard className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">{text}</span>
      {isTold || obstacle === null || isPlain(obstacle) ? null : (
        <Button tone="quiet" className="min-h-6! px-1.5!" onClick={onAgain}>
          {t('alert.card.again')}
        </Button>
      )}
    </p>
  )
}
