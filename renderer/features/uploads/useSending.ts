import { useDeskMutation } from '../../bridge/query.ts'
import { useStatus } from '../../bridge/status.ts'
import { showDrain, useUploads } from './uploadsStore.ts'

/** Steers the sending as a whole: pause, resume, and 'send everything before closing'. */
export const useSending = () => {
  const pausedUntil = useStatus()?.outbox.pausedUntil ?? null
  const pause = useDeskMutation('outbox:pause')
  const drain = useDeskMutation('outbox:drain')
  const isDrainShown = useUploads(({ drainShown }) => drainShown)
  return {
    pausedUntil,
    isDrainShown,
    error: pause.error ?? drain.error,
    /** Everything that can be sent now has been. */
    isSettled: drain.data?.complete === true && !drain.isPending,
    togglePause: () => !pause.isPending && pause.mutate({ paused: pausedUntil === null }),
    drain: () => {
      showDrain(true)
      if (!drain.isPending) drain.mutate({})
    },
    /** The sending goes on; only nobody is told any more. */
    stopDrain: () => {
      showDrain(false)
      drain.reset()
    },
  }
}

export type Sending = ReturnType<typeof useSending>
