import type { Result } from '../../preload/contract/result.ts'
import { backoffMs, countFailure } from '../helper-process/backoff.ts'
import { type CardConnection, readProfileBytes } from './cardRead.ts'
import { isServiceDown, pcscCodeOf } from './pcscErrors.ts'
import type { Pcsc, PcscListener, ReaderReport } from './pcscReader.ts'
import type { PublicProfile } from './port.ts'
import { decodePublicProfile } from './publicProfileCodec.ts'
import { type FromReaderProcess, ToReaderProcessSchema } from './readerMessages.ts'

/** The ATR is looked up this long after an insertion, so that reading the profile goes first. */
const atrAfterMs = 250

export interface ReaderHostOptions {
  readonly pcsc: Pcsc
  readonly post: (message: FromReaderProcess) => void
  /** Monotonic milliseconds. */
  readonly now: () => number
  readonly schedule: (run: () => void, ms: number) => void
}

/**
 * The inside of the process that owns PC/SC: watches, keeps watching after every failure, and reads one card at a time for each
 * reader. Its thread does nothing else, because pcsc-mini drops events that are not taken at once.
 */
export const createReaderHost = (options: ReaderHostOptions): ((message: unknown) => void) => {
  const { pcsc, post, now } = options
  const queues = new Map<string, Promise<void>>()
  const known = new Map<string, ReaderReport & { readonly atr: string | null }>()
  let failures = 0
  let startedAt = 0

  const forget = (name: string): void => {
    if (known.delete(name)) post({ type: 'reader-gone', name })
  }

  const tell = (report: ReaderReport, atr: string | null): void => {
    known.set(report.name, { ...report, atr })
    post({ type: 'reader', ...report, atr })
  }

  /** pcsc-mini refuses a second command while one runs, and two readings of one card would only wait for each other. */
  const inTurn = (reader: string, work: () => Promise<void>): void => {
    queues.set(reader, (queues.get(reader) ?? Promise.resolve()).then(work))
  }

  const lookUpAtr = async (report: ReaderReport): Promise<void> => {
    const isStill = (): boolean => {
      const now = known.get(report.name)
      return now?.present === true && now.stay === report.stay
    }
    if (!isStill()) return
    let card: CardConnection | null = null
    try {
      card = await pcsc.connect(report.name)
      const atr = await card.atr()
      if (isStill() && atr !== '') tell(report, atr)
    } catch {
      // A card that does not answer has no ATR, and one in exclusive use keeps it to itself: it stays unknown.
    } finally {
      await card?.release().catch(() => undefined)
    }
  }

  const failed = (code: string): void => {
    pcsc.stop()
    if (isServiceDown(code)) {
      for (const name of [...known.keys()]) forget(name)
      post({ type: 'service', state: 'down' })
    } else {
      // An overflow of events, say: the readers are still there, only their state has to be asked for again.
      post({ type: 'resync' })
    }
    failures = countFailure(failures, now() - startedAt)
    options.schedule(watch, backoffMs(failures))
  }

  const listener: PcscListener = {
    onReader(report) {
      const before = known.get(report.name)
      const isSameStay = before?.present === true && report.present && before.stay === report.stay
      tell(report, isSameStay ? before.atr : null)
      if (report.present && !isSameStay)
        options.schedule(() => inTurn(report.name, () => lookUpAtr(report)), atrAfterMs)
    },
    onGone: forget,
    onFailure: failed,
  }

  const watch = (): void => {
    startedAt = now()
    try {
      pcsc.start(listener)
      post({ type: 'service', state: 'up' })
    } catch (error) {
      failed(pcscCodeOf(error))
    }
  }

  const readProfile = async (reader: string): Promise<Result<PublicProfile>> => {
    const bytes = await readProfileBytes(
      () => pcsc.connect(reader),
      (ms) => new Promise((resolve) => options.schedule(resolve, ms)),
    )
    return bytes.ok ? decodePublicProfile(bytes.value) : bytes
  }

  const answer = async (id: number, reader: string): Promise<void> => {
    const result = await readProfile(reader)
    post({ type: 'read-done', id, result: result.ok ? { ok: true, value: { ...result.value } } : failureOf(result) })
  }

  return (raw) => {
    const message = ToReaderProcessSchema.parse(raw)
    if (message.type === 'start') return watch()
    inTurn(message.reader, () => answer(message.id, message.reader))
  }
}

type ReadDone = Extract<FromReaderProcess, { type: 'read-done' }>['result']

const failureOf = ({ error }: Extract<Result<PublicProfile>, { ok: false }>): ReadDone => ({
  ok: false,
  error: {
    code: error.code,
    retryable: error.retryable,
    ...(error.details === undefined ? {} : { details: { ...error.details } }),
  },
})
