import { ok, type Result } from '../../../preload/contract/result.ts'
import type { Answerer } from '../control6/controlErrors.ts'
import { outcomeError, statusError, unreadable } from './callErrors.ts'
import { type CallArgument, type FunctionName, functionOf } from './functionTable.ts'
import type { LibraryDevice } from './libraryDevice.ts'

export interface CallAnswer {
  readonly status: number
  readonly outputs: readonly (number | Uint8Array)[]
}

interface AskOptions {
  /** Who gives a status code its meaning; `server` when left out, because most calls go on to the NHI. */
  readonly answerer?: Answerer
  /** Status codes that are answers beside 0. */
  readonly accepts?: (status: number) => boolean
}

/** The library with its reader opened: csOpenCom before anything else, anew in every helper process (contract §6). */
export interface LibrarySession {
  /** Whether the reader was opened in the helper that is running. */
  isOpen(): boolean
  /** Loads the library without opening anything: `CONTROL_ABSENT` where that can't be done. */
  load(): Promise<Result<null>>
  ask(name: FunctionName, given?: readonly CallArgument[], options?: AskOptions): Promise<Result<CallAnswer>>
  /** Asks for one buffer and reads it. What comes back is whole, or it is a failure. */
  read<T>(
    name: FunctionName,
    given: readonly CallArgument[],
    decode: (bytes: Uint8Array) => Result<T>,
    options?: AskOptions,
  ): Promise<Result<T>>
  /** csCloseCom, where there is something to close; whatever it answers, the next call opens anew. */
  close(): Promise<void>
}

/** hisGetCardStatus of the SAM, and its answer for one that is not authenticated with the data centre. */
const samCard = 1
const samNotVerified = 1
/** 4050, 4051: the SAM is not authenticated. */
const lapsed: readonly number[] = [4050, 4051]
/** −1: nothing is open. */
const notOpen = -1

/** The first buffer that the library filled. */
export const bufferOf = ({ outputs }: CallAnswer): Uint8Array =>
  outputs.find((output) => output instanceof Uint8Array) ?? new Uint8Array()

export const createLibrarySession = (device: LibraryDevice, comPort: number): LibrarySession => {
  let openedIn = 0
  const isOpen = (): boolean => openedIn !== 0 && openedIn === device.generation()

  const openReader = async (): Promise<Result<null>> => {
    if (isOpen()) return ok(null)
    const outcome = await device.call('csOpenCom', [comPort])
    if (outcome.kind !== 'returned') return outcomeError('csOpenCom', outcome)
    if (outcome.status !== 0) return statusError('csOpenCom', outcome.status, 'control')
    openedIn = device.generation()
    return ok(null)
  }

  const askAsIs: LibrarySession['ask'] = async (name, given = [], options = {}) => {
    const opened = await openReader()
    if (!opened.ok) return opened
    const ready = functionOf(name).safety === 'once' ? await verifySam() : opened
    if (!ready.ok) return ready
    const outcome = await device.call(name, given, openedIn)
    if (outcome.kind !== 'returned') return outcomeError(name, outcome)
    const { status } = outcome
    if (status === notOpen) openedIn = 0
    if (status !== 0 && options.accepts?.(status) !== true)
      return statusError(name, status, options.answerer ?? 'server')
    return ok(outcome)
  }

  /** Before what is made once: a SAM that has lapsed is verified first, because such a call is not made a second time. */
  const verifySam = async (): Promise<Result<null>> => {
    const state = await device.call('hisGetCardStatus', [samCard], openedIn)
    if (state.kind !== 'returned' || state.status !== samNotVerified) return ok(null)
    const verified = await device.call('csVerifySAMDC', [], openedIn)
    if (verified.kind !== 'returned') return outcomeError('csVerifySAMDC', verified)
    return verified.status === 0 ? ok(null) : statusError('csVerifySAMDC', verified.status, 'server')
  }

  /** A question that was refused because the SAM has lapsed is asked once more when it is verified. */
  const ask: LibrarySession['ask'] = async (name, given, options) => {
    const first = await askAsIs(name, given, options)
    const isRefused = !first.ok && lapsed.includes(Number(first.error.details?.statusCode))
    if (!isRefused || functionOf(name).safety === 'once' || name === 'csVerifySAMDC') return first
    const verified = await askAsIs('csVerifySAMDC')
    return verified.ok ? askAsIs(name, given, options) : verified
  }

  return {
    isOpen,
    async load() {
      const absent = await device.load()
      return absent === null ? ok(null) : outcomeError('csOpenCom', absent)
    },
    ask,
    async read(name, given, decode, options) {
      const answer = await ask(name, given, options)
      if (!answer.ok) return answer
      const value = decode(bufferOf(answer.value))
      return value.ok ? value : unreadable(name, value)
    },
    async close() {
      if (isOpen()) await device.call('csCloseCom', [], openedIn)
      openedIn = 0
    },
  }
}
