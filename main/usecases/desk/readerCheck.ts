import type { CheckItem, CheckLine, CheckReport } from '../../../preload/contract/desk/readerCheck.ts'
import { fail } from '../../../preload/contract/result.ts'
import { instantOf } from '../context.ts'
import type { CheckedDesk } from '../reader-check/checkedDesk.ts'
import { controlSteps } from '../reader-check/controlSteps.ts'
import { deviceSteps } from '../reader-check/deviceSteps.ts'
import { homeSteps, programStep } from '../reader-check/homeSteps.ts'
import { serverSteps } from '../reader-check/serverSteps.ts'
import { bad, type Step, skipped, type Verdict } from '../reader-check/verdict.ts'
import { withinTime } from '../reader-check/withinTime.ts'
import { stopwatch } from '../stopwatch.ts'

/** The check of everything around a desk, for set-up and support. */
export interface ReaderCheck {
  /** Looks at everything once; a check that runs already is joined. */
  run(): Promise<CheckReport>
  /** Ends the running check at once. */
  cancel(): void
}

export interface ReaderCheckOptions {
  readonly desk: CheckedDesk
  readonly now: () => number
  readonly publish: (line: CheckLine) => void
  /** A step threw; it is told as `INTERNAL`. */
  readonly onThrow: (item: CheckItem, error: unknown) => void
  /** Of a question to a program or a server, and of a whole step, which may ask and then wait for others. */
  readonly limitsMs?: { readonly question: number; readonly step: number }
}

const usualLimitsMs = { question: 8_000, step: 10_000 }

/** A line of the report; item and value belong together by the step's type, which a union can't tell. */
const lineOf = ({ item, index }: Step, rest: Omit<CheckLine, 'item' | 'index'>): CheckLine =>
  ({ item, index, ...rest }) as CheckLine

const running = (step: Step): CheckLine =>
  lineOf(step, { state: 'running', value: null, error: null, why: null, ms: null })

export const createReaderCheck = (options: ReaderCheckOptions): ReaderCheck => {
  const { desk, publish } = options
  const limits = options.limitsMs ?? usualLimitsMs
  let present: { readonly report: Promise<CheckReport>; readonly abort: AbortController } | null = null

  const runStep = async (
    step: Step,
    signal: AbortSignal,
    cancelled: Promise<Verdict<CheckItem>>,
  ): Promise<CheckLine> => {
    const elapsed = stopwatch()
    const late = (): Verdict<CheckItem> => bad('fault', fail(step.late, { retryable: true }).error)
    const work = step.run(signal).catch((error: unknown) => {
      options.onThrow(step.item, error)
      return bad('fault', fail('INTERNAL').error)
    })
    const { ms = elapsed(), ...verdict } = await withinTime(Promise.race([cancelled, work]), limits.step, late)
    const line = lineOf(step, { ...verdict, ms })
    publish(line)
    return line
  }

  const runAll = async (signal: AbortSignal): Promise<CheckReport> => {
    const startedAt = instantOf(options.now())
    const steps: readonly Step[] = [
      programStep(desk),
      ...deviceSteps(desk),
      ...controlSteps(desk, limits.question),
      ...serverSteps(desk, limits.question, signal),
      ...homeSteps(desk),
    ]
    for (const step of steps) publish(running(step))
    const cancelled = new Promise<Verdict<CheckItem>>((resolve) => {
      signal.addEventListener('abort', () => resolve(skipped('cancelled')), { once: true })
    })
    const lines = await Promise.all(steps.map((step) => runStep(step, signal, cancelled)))
    return { startedAt, endedAt: instantOf(options.now()), cancelled: signal.aborted, lines }
  }

  return {
    run: () => {
      if (present !== null) return present.report
      const abort = new AbortController()
      const report = runAll(abort.signal).finally(() => {
        present = null
      })
      present = { report, abort }
      return report
    },
    cancel: () => present?.abort.abort(),
  }
}
