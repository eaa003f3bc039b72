import type { ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import { startHelperProcess } from '../../native/helper-process/helperProcess.ts'
import { type CareJob, type CareResult, type FromCare, FromCareSchema, resultSchemas } from './careMessages.ts'

type Failed = Extract<FromCare, { type: 'failed' }>
export type CareStep = Omit<Extract<FromCare, { type: 'step' }>, 'type'>

export type CareOutcome<Job extends CareJob['job']> =
  | { readonly ok: true; readonly value: CareResult<Job> }
  | { readonly ok: false; readonly reason: Failed['reason'] | 'cancelled'; readonly problem: string }

export interface RunCareOptions {
  /** Begins the care process. */
  readonly fork: () => ForkedProcess
  readonly onStep?: (step: CareStep) => void
  /** Ends the work; the outcome is `cancelled`. */
  readonly signal?: AbortSignal
}

/** Has one job done by a process of its own, and waits until that process is gone. */
export const runCareJob = async <Job extends CareJob['job']>(
  job: Extract<CareJob, { job: Job }>,
  options: RunCareOptions,
): Promise<CareOutcome<Job>> => {
  const { signal } = options
  if (signal?.aborted === true) return { ok: false, reason: 'cancelled', problem: '' }
  let settle: (outcome: CareOutcome<Job>) => void = () => undefined
  const outcome = new Promise<CareOutcome<Job>>((resolve) => {
    settle = resolve
  })
  const fail = (reason: Failed['reason'] | 'cancelled', problem: string): void => settle({ ok: false, reason, problem })
  const process = startHelperProcess<FromCare, CareJob>(options.fork(), FromCareSchema, {
    onMessage: (message) => {
      if (message.type === 'step') return options.onStep?.({ step: message.step, percent: message.percent })
      if (message.type === 'failed') return fail(message.reason, message.problem)
      const result = resultSchemas[job.job].safeParse(message.result)
      if (result.success) settle({ ok: true, value: result.data as CareResult<Job> })
      else fail('failed', 'result')
    },
    onEnd: (reason) => fail('failed', reason),
  })
  const cancel = (): void => {
    process.kill()
    fail('cancelled', '')
  }
  signal?.addEventListener('abort', cancel)
  process.post(job as CareJob)
  const settled = await outcome
  signal?.removeEventListener('abort', cancel)
  await process.gone
  return settled
}
