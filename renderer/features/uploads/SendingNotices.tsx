import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskStatus } from '../../../preload/contract/desk/status.ts'
import { useStatus } from '../../bridge/status.ts'
import { Button } from '../../ui/Button.tsx'
import { clockTime } from '../../ui/format/date.ts'
import { ErrorCard } from '../../ui/notices/ErrorCard.tsx'
import { Notice } from '../../ui/notices/Notice.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { type DrainState, drainState } from './drainState.ts'
import type { Sending } from './useSending.ts'

const useWords = (): ((state: DrainState) => string) => {
  const { t } = useTranslation()
  return (state) => {
    if (state.type === 'done') return t('upload.drain.done')
    const { count } = state
    if (state.type === 'line-down') return t('upload.drain.lineDown', { count, line: t(`upload.drain.${state.line}`) })
    return t(`upload.drain.${state.type}`, { count })
  }
}

const Drain = ({ status, sending }: { readonly status: DeskStatus; readonly sending: Sending }) => {
  const { t } = useTranslation()
  const words = useWords()
  const { unsent } = status.outbox
  // More may come while it goes on: the highest number seen is the whole.
  const [most, setMost] = useState(unsent)
  if (unsent > most) setMost(unsent)
  const state = drainState(status, sending.isSettled)
  const isOver = state.type === 'done' || state.type === 'refused'
  return (
    <Notice tone={isOver && state.type === 'done' ? 'calm' : state.type === 'refused' ? 'act' : 'wait'}>
      <span className="flex-1" data-testid="drain-state">
        {words(state)}
      </span>
      {isOver ? null : (
        <ProgressBar tone="wait" label={t('upload.drain.bar')} max={Math.max(most, 1)} value={most - unsent} />
      )}
      <Button onClick={sending.stopDrain} data-testid="drain-stop">
        {t(isOver ? 'upload.drain.close' : 'upload.drain.stop')}
      </Button>
    </Notice>
  )
}

/** What a person has asked of the sending as a whole: a pause and what it means, and how far everything has gone. */
export const SendingNotices = ({ sending }: { readonly sending: Sending }) => {
  const { t } = useTranslation()
  const status = useStatus()
  const { pausedUntil, isDrainShown, error } = sending
  if (pausedUntil === null && !isDrainShown && error === null) return null
  return (
    <div className="flex flex-col gap-2 px-4 pb-2">
      {pausedUntil === null ? null : (
        <Notice tone="wait">
          <span data-testid="sending-paused">{t('upload.paused', { time: clockTime(pausedUntil) })}</span>
        </Notice>
      )}
      {isDrainShown && status !== undefined ? <Drain status={status} sending={sending} /> : null}
      {error === null ? null : <ErrorCard error={error} />}
    </div>
  )
}
