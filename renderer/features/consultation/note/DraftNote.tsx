import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../../preload/contract/result.ts'
import { Button } from '../../../ui/Button.tsx'
import { clockTimeWithSeconds } from '../../../ui/format/date.ts'
import { isConflict } from './draftKeeper.ts'
import type { DraftState } from './draftSaver.ts'

interface DraftNoteProps {
  readonly state: DraftState | undefined
  /** What is said where somebody else has kept another. */
  readonly conflict: string
  readonly onKeepOwn: (error: AppError) => void
  readonly onTakeOther: () => void
  readonly onRetry: () => void
}

/** Whether what has been typed is kept, and since when; and the two ways on where somebody else has kept another. */
export const DraftNote = ({ state, conflict, onKeepOwn, onTakeOther, onRetry }: DraftNoteProps) => {
  const { t } = useTranslation()
  if (state === undefined || state.kind === 'clean') return null
  if (isConflict(state)) {
    return (
      <span role="alert" className="flex items-center gap-2 text-act" data-testid="draft-state" data-state="conflict">
        <CircleAlert className="size-4 shrink-0" aria-hidden />
        {conflict}
        <Button tone="danger" onClick={() => onKeepOwn(state.error)} data-testid="draft-keep-own">
          {t('consultation.draft.keepOwn')}
        </Button>
        <Button onClick={onTakeOther} data-testid="draft-take-other">
          {t('consultation.draft.takeOther')}
        </Button>
      </span>
    )
  }
  if (state.kind === 'failed') {
    return (
      <span role="alert" className="flex items-center gap-2 text-act" data-testid="draft-state" data-state="failed">
        <CircleAlert className="size-4 shrink-0" aria-hidden />
        {t('consultation.draft.failed')}: {t(`error.${state.error.code}.title`)}
        <Button tone="danger" onClick={onRetry}>
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
