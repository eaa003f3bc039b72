import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { CheckKind } from '../store/care/checkStore.ts'
import type { CareContext } from './context.ts'
import { jobOf } from './jobOf.ts'
import { runCareJob } from './runCareJob.ts'

/**
 * Looks through the store in a process of its own and remembers what came of it. `whole: false` means damage. `BACKUP_FAILED` when it
 * could not be looked at, `CONFLICT` while another look is under way.
 */
export const checkNow = async (context: CareContext, kind: CheckKind): Promise<Result<{ readonly whole: boolean }>> => {
  const job = jobOf(context)
  if (job === null) return fail('BACKUP_FAILED', { details: { problem: 'no-key' } })
  if (context.moving.check !== null) return fail('CONFLICT')
  context.moving.check = kind
  context.show()
  const outcome = await runCareJob({ ...job, job: 'check', kind }, { fork: context.fork })
  context.moving.check = null
  if (!outcome.ok && outcome.reason !== 'damaged') {
    context.log('check-failed', { kind, problem: outcome.problem })
    context.show()
    return fail('BACKUP_FAILED', { retryable: true, details: { problem: outcome.problem } })
  }
  const whole = outcome.ok && outcome.value.problem === null
  const result = { at: context.now(), ok: whole }
  await context.remember(kind === 'quick' ? { quick: result } : { quick: result, integrity: result })
  return ok({ whole })
}
