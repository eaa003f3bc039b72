import { constants, setPriority } from 'node:os'
import { setTimeout } from 'node:timers'
import { parentLink } from '../../native/helper-process/parentLink.ts'
import { CareJobFailed, doJob } from './careJobs.ts'
import { CareJobSchema, type FromCare } from './careMessages.ts'

/**
 * The care process's own program: one long piece of work on a store's file (copy, look through, rescue), so that the desk never
 * waits for it and ending it is ending the work.
 */
const link = parentLink()
// It reads whole files, deciphering every page, while somebody works at the desk.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
/** The last message has to leave before the process does. */
const lastWordMs = 100

const end = (message: FromCare): void => {
  link?.post(message)
  setTimeout(() => process.exit(0), lastWordMs)
}

link?.onMessage((raw) => {
  const job = CareJobSchema.safeParse(raw)
  if (!job.success) return end({ type: 'failed', reason: 'failed', problem: 'message' })
  doJob(job.data, (message) => link.post(message)).then(
    (result) => end({ type: 'done', result }),
    (error: unknown) =>
      end({
        type: 'failed',
        ...(error instanceof CareJobFailed
          ? error.failure
          : { reason: 'failed', problem: error instanceof Error ? error.name : 'unknown' }),
      }),
  )
})
