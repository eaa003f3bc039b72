import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { clockTimeWithSeconds } from '../../ui/format/date.ts'
import { Money, Points } from '../../ui/Money.tsx'
import { flushDraft, keepOwnDraft, takeOtherDraft, useConsultation } from './consultationStore.ts'
import type { OrderPreview } from './orders/useOrderPreview.ts'

/** Whether what has been typed is kept, and since when. */
export const DraftNote = ({ encounterId }: { readonly encounterId: EncounterId }) => {
  const { t } = useTranslation()
  const state = useConsultation(({ states }) => states[encounterId])
  if (state === undefined || state.kind === 'clean') return null
  if (state.kind === 'failed' && state.error.code === 'CONFLICT') {
    return (
      <span role="alert" className="flex items-center gap-2 text-act" data-testid="draft-state" data-state="conflict">
        <CircleAlert className="size-4" aria-hidden />
        {t('consultation.draft.conflict')}
        <Button tone="danger" onClick={() => keepOwnDraft(encounterId, state.error)} data-testid="draft-keep-own">
          {t('consultation.draft.keepOwn')}
        </Button>
        <Button onClick={() => void takeOtherDraft(encounterId)} data-testid="draft-take-other">
          {t('consultation.draft.takeOther')}
        </Button>
      </span>
    )
  }
  if (state.kind === 'failed') {
    return (
      <span role="alert" className="flex items-center gap-2 text-act" data-testid="draft-state" data-state="failed">
        <CircleAlert className="size-4" aria-hidden />
        {t('consultation.draft.failed')}（{t(`error.${state.error.code}.title`)}）
        <Button tone="danger" onClick={() => flushDraft(encounterId)}>
          {t('app.retry')}
        </Button>
      </span>
    )
  }
  return (
    <span className="text-sm text-muted" data-testid="draft-state" data-state={state.kind}>
      {state.kind === 'saved'
        ? t('consultation.draft.saved', { time: clockTimeWithSeconds(state.savedAt) })
        : t(`consultation.draft.${state.kind}`)}
    </span>
  )
}

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
      <DraftNote encounterId={encounterId} />
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
