import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { Money, Points } from '../../ui/Money.tsx'
import { flushDraft, keepOwnDraft, takeOtherDraft, useDraftState } from './consultationStore.ts'
import { DraftNote } from './note/DraftNote.tsx'
import type { OrderPreview } from './orders/useOrderPreview.ts'

const Figure = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <span className="flex items-baseline gap-1.5 whitespace-nowrap">
    <span className="text-sm text-muted">{label}</span>
    {children}
  </span>
)

interface VisitFootProps {
  readonly encounterId: EncounterId
  readonly preview: OrderPreview | undefined
  readonly finishing: boolean
  /** Null where there is nothing to finish (the visit is only looked at). */
  readonly onFinish: (() => void) | null
}

/** Under the note and the orders: what they come to, whether they are kept, and the way on. */
export const VisitFoot = ({ encounterId, preview, finishing, onFinish }: VisitFootProps) => {
  const { t } = useTranslation()
  const hpcUnknown = useStatus()?.professionalCard.state === 'unknown'
  const price = preview?.price ?? null
  return (
    <footer className="flex min-h-12 flex-wrap items-center gap-x-5 gap-y-1 border-t border-line bg-surface px-4 py-1">
      <DraftNote
        state={useDraftState(encounterId)}
        conflict={t('consultation.draft.conflict')}
        onKeepOwn={(error) => keepOwnDraft(encounterId, error)}
        onTakeOther={() => void takeOtherDraft(encounterId)}
        onRetry={() => flushDraft(encounterId)}
      />
      {hpcUnknown ? <span className="text-sm text-wait">{t('consultation.lock.unknown')}</span> : null}
      <span className="flex-1" />
      {price === null ? (
        preview === undefined || preview.problems.length === 0 ? null : (
          <span className="text-wait">{t('consultation.foot.unpriced')}</span>
        )
      ) : (
        <>
          <Figure label={t('consultation.foot.days')}>
            {t('consultation.foot.daysValue', { days: price.medicationDays })}
          </Figure>
          <Figure label={t('consultation.foot.drug')}>
            <Points points={price.drugPoints} />
          </Figure>
          {price.dailyDrugFee === undefined ? null : (
            <Figure label={t('consultation.foot.daily', { code: price.dailyDrugFee.code })}>
              <Points points={price.dailyDrugFee.points} />
            </Figure>
          )}
          <Figure label={t('consultation.foot.points')}>
            <Points points={price.totalPoints} />
          </Figure>
          <Figure label={t('consultation.foot.copayment')}>
            <Money amount={price.copaymentBasic + price.copaymentDrug} />
          </Figure>
          <Figure label={t('consultation.foot.due')}>
            <strong className="font-semibold">
              <Money amount={price.amountDue} />
            </strong>
          </Figure>
        </>
      )}
      {onFinish === null ? null : (
        <Button
          tone="primary"
          shortcut="Ctrl+Enter"
          data-testid="finish-button"
          disabled={finishing}
          onClick={onFinish}
          className="min-h-9"
        >
          {finishing ? t('consultation.finishing') : t('consultation.finish')}
        </Button>
      )}
    </footer>
  )
}
