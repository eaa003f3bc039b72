import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ForkedProcess } from '../../native/helper-process/forkedProcess.ts'
import { type HelperProcess, startHelperProcess } from '../../native/helper-process/helperProcess.ts'
import type { ReportProgress } from '../../preload/contract/paper/report.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { PractitionerIdSchema } from '../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput, Handlers } from '../ipc/handlers.ts'
import { temporaryBeside } from '../platform/atomicFile.ts'
import type { Store } from '../store/handles.ts'
import { practitionersSeen } from '../store/reports/reportVisits.ts'
import { type FromReports, FromReportsSchema, type Opening, type ToReports } from './messages.ts'

/** The channels of reports: they need an open store, and no desk. */
export type ReportHandlers = Pick<
  Handlers,
  'reports:practitioners' | 'reports:run' | 'reports:visits' | 'reports:export' | 'reports:cancel'
>

export interface ReportDeskOptions {
  readonly store: Store
  /** Where the store lies and how it is opened, for the report process. */
  readonly opening: Opening
  /** The clinic's, by whom a doctor is named whom no visit names yet. */
  readonly practitioners: readonly { readonly id: string; readonly name: string }[]
  /** Begins the report process. */
  readonly fork: () => ForkedProcess
  /** Lets a person choose where a file is to be written; null when the person thinks better of it. */
  readonly chooseFile: (suggestedName: string) => Promise<string | null>
  /** Epoch ms, server time. */
  readonly now: () => number
  readonly onProgress: (progress: ReportProgress) => void
  /** How long the process is kept for the next question; a minute. */
  readonly idleMs?: number
}

export interface ReportDesk {
  readonly handlers: ReportHandlers
  /** Ends what is under way. */
  dispose(): void
}

type Answer = Exclude<FromReports, { type: 'progress' }>
type Ended = Answer | 'cancelled' | 'gone'

const usualIdleMs = 60_000

/**
 * One report at a time, in a process of its own that is kept for a while for the next question. A newer question ends the one
 * before: nobody looks at that any more.
 */
export const createReportDesk = (options: ReportDeskOptions): ReportDesk => {
  let helper: HelperProcess<ToReports> | null = null
  let settle: ((ended: Ended) => void) | null = null
  let idle: NodeJS.Timeout | undefined

  const answered = (ended: Ended): void => {
    const told = settle
    settle = null
    told?.(ended)
  }
  const end = (how: Ended): void => {
    clearTimeout(idle)
    helper?.kill()
    helper = null
    answered(how)
  }
  const start = (): HelperProcess<ToReports> => {
    const started: HelperProcess<ToReports> = startHelperProcess<FromReports, ToReports>(
      options.fork(),
      FromReportsSchema,
      {
        onMessage: (message) => {
          if (helper !== started) return
          if (message.type === 'progress') return options.onProgress(message.progress)
          // A process that has failed is not asked again: the next question begins with a new one.
          if (message.type === 'failed') return end(message)
          idle = setTimeout(() => end('cancelled'), options.idleMs ?? usualIdleMs).unref()
          answered(message)
        },
        onEnd: () => {
          if (helper === started) end('gone')
        },
      },
    )
    const practitioners = options.practitioners.map(({ id, name }) => ({ id, name }))
    started.post({ type: 'open', opening: options.opening, practitioners })
    return started
  }

  /** Asks the process, and gives its answer of the kind expected; null when it was cancelled. */
  const ask = async <Type extends Answer['type']>(
    message: ToReports,
    expected: Type,
  ): Promise<Result<Extract<Answer, { type: Type }> | null>> => {
    if (settle !== null) end('cancelled')
    clearTimeout(idle)
    const answer = new Promise<Ended>((resolve) => {
      settle = resolve
    })
    helper ??= start()
    helper.post(message)
    const ended = await answer
    if (ended === 'cancelled') return ok(null)
    if (ended === 'gone') return fail('REPORT_FAILED', { retryable: true, details: { problem: 'gone' } })
    if (ended.type === 'failed') {
      return fail(ended.code, { retryable: true, ...(ended.details === undefined ? {} : { details: ended.details }) })
    }
    if (ended.type !== expected) return fail('REPORT_FAILED', { details: { problem: 'answer' } })
    // The type was compared one line above; the compiler can't follow it through the parameter.
    return ok(ended as Extract<Answer, { type: Type }>)
  }

  const write = async (input: HandlerInput<'reports:export'>): Promise<Result<HandlerOutput<'reports:export'>>> => {
    const { kind, from, to } = input.question
    const file = await options.chooseFile(`report-${kind}-${from}-${to}.${input.format}`)
    if (file === null) return ok({ file: null, rows: 0 })
    const temporary = temporaryBeside(file)
    const answer = ask({ type: 'export', ...input, file, temporary, now: options.now() }, 'written')
    const asked = helper
    const written = await answer
    // Half a file of people's names would stay in the folder: a process that is ended clears nothing up.
    if (!written.ok || written.value === null) void asked?.gone.then(() => rm(temporary, { force: true }))
    if (written.ok) return ok(written.value === null ? { file: null, rows: 0 } : { file, rows: written.value.rows })
    const { error } = written
    if (error.code !== 'FILE_NOT_WRITTEN') return written
    return fail('FILE_NOT_WRITTEN', { details: { ...error.details, file: basename(file) } })
  }

  return {
    handlers: {
      'reports:practitioners': async () => {
        const seen = await practitionersSeen(options.store.db)
        const known = new Set<string>(seen.map(({ practitionerId }) => practitionerId))
        // To some nobody has come yet; appointments are made with them all the same.
        const others = options.practitioners.filter(({ id }) => !known.has(id))
        return ok([
          ...seen,
          ...others.map(({ id, name }) => ({ practitionerId: PractitionerIdSchema.parse(id), name })),
        ])
      },
      'reports:run': async (question) => {
        const run = await ask({ type: 'run', question, now: options.now() }, 'report')
        return run.ok ? ok(run.value?.report ?? null) : run
      },
      'reports:visits': async (input) => {
        const found = await ask({ type: 'visits', ...input, now: options.now() }, 'visits')
        return found.ok ? ok(found.value?.visits ?? null) : found
      },
      'reports:export': write,
      'reports:cancel': async () => {
        end('cancelled')
        return ok({})
      },
    },
    dispose: () => end('cancelled'),
  }
}
