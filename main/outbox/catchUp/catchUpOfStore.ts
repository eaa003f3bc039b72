import type { Store } from '../../store/handles.ts'
import { catchUp } from '../../store/outbox/cloudFindingRepository.ts'
import type { OutboxLog } from '../dispatch/batchSender.ts'
import { failureFields } from '../dispatch/failureFields.ts'
import type { Scheduler } from '../dispatch/scheduler.ts'
import { type CatchUpRounds, createCatchUpRounds } from './catchUpRounds.ts'
import { type AskRecords, catchUpWithCloud } from './catchUpWithCloud.ts'

/** Four pages a second at most, of the ten requests that the cloud allows a clinic. */
const pauseMs = 250

/** The worker's catching up of its store: nothing to do where the store was never restored. */
export const catchUpOfStore = async (options: {
  readonly ask: AskRecords
  readonly store: Store
  readonly scheduler: Scheduler
  readonly log: OutboxLog
  /** What the cloud holds is known as far as it can be: its records may go. */
  readonly onReleased: () => void
  /** Something was found, or it has ended or failed: what is told of it is to be read anew. */
  readonly onNews: () => void
}): Promise<CatchUpRounds> => {
  const { ask, store, scheduler, log, onNews } = options
  let isStopped = false
  const rounds = createCatchUpRounds({
    run: () =>
      catchUpWithCloud({
        ask,
        store,
        now: scheduler.now,
        pause: () =>
          new Promise((resolve) => {
            scheduler.after(pauseMs, resolve)
          }),
        isStopped: () => isStopped,
        onFound: onNews,
      }),
    scheduler,
    isOwed: (await catchUp(store.db))?.state === 'owed',
    onReleased: options.onReleased,
    onReport: (report) => {
      if (report.type === 'failed') log('warn', 'catch-up-failed', { code: report.code })
      else log('info', 'catch-up', { step: report.type })
      onNews()
    },
    onFault: (error) => log('error', 'catch-up-failed', failureFields(error)),
  })
  return {
    ...rounds,
    stop: () => {
      isStopped = true
      return rounds.stop()
    },
  }
}
