import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../preload/contract/result.ts'
import { Button } from '../Button.tsx'
import { number } from '../format/number.ts'

interface KeepCardFeesProps {
  /** `CARD_FEES_DIFFER` */
  readonly error: AppError
  /** What goes on when the person knows. */
  readonly label: string
  readonly onKeep: () => void
  readonly isBusy: boolean
}

/** What the card has and what the visit costs now, and the key that goes on although they differ. */
export const KeepCardFees = ({ error, label, onKeep, isBusy }: KeepCardFeesProps) => {
  const { t } = useTranslation()
  const { points, now } = error.details ?? {}
  return (
    <>
      <p className="w-full">
        {points === now
          ? t('cashier.fees.sameSum', { points: number(Number(now)) })
          : t('cashier.fees.onCard', { onCard: number(Number(points)), now: number(Number(now)) })}
      </p>
      <Button onClick={onKeep} disabled={isBusy} data-testid="keep-card-fees">
        {label}
      </Button>
    </>
  )
}
