import { backoffMs, countFailure } from '../../helper-process/backoff.ts'
import type { ForkedProcess } from '../../helper-process/forkedProcess.ts'
import { type HelperProcess, startHelperProcess } from '../../helper-process/helperProcess.ts'
import { type CallArgument, type FunctionName, functionOf, type LibraryFunction } from './functionTable.ts'
import { type FromHelper, FromHelperSchema, type ToHelper } from './helperMessages.ts'

/** What became of a call. Only `returned` is an answer; after `absent` and `replaced` the library was not called. */
export type CallOutcome =
  | { readonly kind: 'returned'; readonly status: number; readonly outputs: readonly (number | Uint8Array)[] }
  /** It told an impossible length, or wrote beside a buffer, after which the helper is replaced. */
  | { readonly kind: 'damaged'; readonly damage: 'overrun' | 'length' }
  | { readonly kind: 'hung' }
  /** The helper died in the call (`crashed`), or told something that is not in the protocol (`babbled`). */
  | { readonly kind: 'crashed' | 'babbled' }
  | { readonly kind: 'absent'; readonly reason: string; readonly symbol?: string }
  | { readonly kind: 'replaced' }

type Absent = Extract<CallOutcome, { kind: 'absent' }>

export type CallLimits = Readonly<Record<LibraryFunction['patience'], number>>

export interface LibraryDeviceOptions {
  readonly libraryPath: string
  readonly start: () => Promise<ForkedProcess | { readonly reason: string }>
  readonly limitsMs: CallLimits
}

/** The library in a process that can be ended: one call at a time, each watched, and never more than one process at the device. */
export interface LibraryDevice {
  /** Number of the helper that is running, another after every replacement; 0 while none is. */
  generation(): number
  /** Starts a helper and loads the library, where none is running; null when it is there. */
  load(): Promise<Absent | null>
  /** With `only`, the call is not made in a helper of another generation (`replaced`). */
  call(name: FunctionName, given: readonly CallArgument[], only?: number): Promise<CallOutcome>
  /** Ends the helper now; the next call starts another. A call that is under way counts as crashed. */
  replace(): void
  /** Ends the helper for good. */
  dispose(): Promise<void>
}

/** Loading maps a file and those it wants; a library that takes longer hangs. */
const loadLimitMs = 10_000
/** A process that was ended is gone in moments, unless a driver holds it. */
const goneLimitMs = 5_000

interface Helper {
  readonly process: HelperProcess<ToHelper>
  readonly generation: number
}

/** What a wait for a message of the helper can end with. */
type Heard = FromHelper | 'hung' | 'crashed' | 'babbled'

const fromWire = (value: number | string): number | Uint8Array =>
  typeof value === 'number' ? value : Buffer.from(value, 'base64')
const toWire = (value: CallArgument): number | string =>
  typeof value === 'number' ? value : Buffer.from(value).toString('base64')

export const createLibraryDevice = (options: LibraryDeviceOptions): LibraryDevice => {
  let helper: Helper | null = null
  let leaving: Promise<void> = Promise.resolve()
  let hear: ((heard: Heard) => void) | null = null
  let generations = 0
  let calls = 0
  let failures = 0
  let refused: { readonly until: number; readonly outcome: Absent } | null = null
  let isDisposed = false
  let last: Promise<unknown> = Promise.resolve()

  const end = (heard: Heard): void => {
    if (helper === null) return
    leaving = helper.process.gone
    helper.process.kill()
    helper = null
    hear?.(heard)
  }

  /** Waits for the next message, no longer than `limitMs`; whoever lets it wait longer is ended. */
  const listen = (limitMs: number): Promise<Heard> =>
    new Promise((resolve) => {
      const watchdog = setTimeout(() => end('hung'), limitMs)
      hear = (heard) => {
        clearTimeout(watchdog)
        hear = null
        resolve(heard)
      }
    })

  const leftWithin = (ms: number): Promise<boolean> =>
    Promise.race([
      leaving.then(() => true),
      new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ms).unref()),
    ])

  const absent = (reason: string, symbol?: string): Absent => {
    failures = countFailure(failures, 0)
    const outcome: Absent = { kind: 'absent', reason, ...(symbol === undefined ? {} : { symbol }) }
    refused = { until: performance.now() + backoffMs(failures), outcome }
    return outcome
  }

  /** The helper that is running, or a new one with the library loaded. */
  const running = async (): Promise<Helper | Absent> => {
    if (helper !== null) return helper
    if (isDisposed) return { kind: 'absent', reason: 'disposed' }
    if (refused !== null && performance.now() < refused.until) return refused.outcome
    if (!(await leftWithin(goneLimitMs))) return absent('helper-held')
    const child = await options.start()
    if ('reason' in child) return absent(child.reason)
    generations += 1
    const process = startHelperProcess<FromHelper, ToHelper>(child, FromHelperSchema, {
      // Nothing is told without being asked.
      onMessage: (message) => (hear === null ? end('babbled') : hear(message)),
      onEnd: (reason) => end(reason === 'exit' ? 'crashed' : 'babbled'),
    })
    helper = { process, generation: generations }
    if (isDisposed) {
      end('crashed')
      return { kind: 'absent', reason: 'disposed' }
    }
    process.post({ type: 'load', libraryPath: options.libraryPath })
    const heard = await listen(loadLimitMs)
    if (heard === 'hung' || heard === 'crashed' || heard === 'babbled') return absent(`loading-${heard}`)
    if (heard.type === 'loaded' && helper !== null) {
      failures = 0
      refused = null
      return helper
    }
    end('babbled')
    return heard.type === 'not-loaded' ? absent(heard.reason, heard.symbol ?? undefined) : absent('loading-babbled')
  }

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  const carryOut = async (
    name: FunctionName,
    given: readonly CallArgument[],
    only: number | undefined,
  ): Promise<CallOutcome> => {
    const ready = await running()
    if ('kind' in ready) return ready
    if (only !== undefined && ready.generation !== only) return { kind: 'replaced' }
    calls += 1
    const id = calls
    ready.process.post({ type: 'call', id, name, arguments: given.map(toWire) })
    const heard = await listen(options.limitsMs[functionOf(name).patience])
    if (typeof heard === 'string') return { kind: heard }
    if (heard.type !== 'returned' || heard.id !== id) {
      end('babbled')
      return { kind: 'babbled' }
    }
    // Whoever writes beside a buffer may have written elsewhere too.
    if (heard.damage === 'overrun') end('crashed')
    if (heard.damage !== null) return { kind: 'damaged', damage: heard.damage }
    return { kind: 'returned', status: heard.status, outputs: heard.outputs.map(fromWire) }
  }

  return {
    generation: () => helper?.generation ?? 0,
    load: () =>
      inTurn(async () => {
        const ready = await running()
        return 'kind' in ready ? ready : null
      }),
    call: (name, given, only) => inTurn(() => carryOut(name, given, only)),
    replace: () => end('crashed'),
    async dispose() {
      isDisposed = true
      end('crashed')
      await leftWithin(goneLimitMs)
    },
  }
}
