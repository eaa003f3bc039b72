import type { Result } from '../../preload/contract/result.ts'
import { backoffMs, countFailure } from './backoff.ts'
import { readProfileBytes } from './cardRead.ts'
import { isServiceDown, pcscCodeOf } from './pcscErrors.ts'
import type { Pcsc, PcscListener } from './pcscReader.ts'
import type { PublicProfile } from './port.ts'
import { decodePublicProfile } from './publicProfileCodec.ts'
import { type FromReaderProcess, ToReaderProcessSchema } from './readerMessages.ts'

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
  const known = new Set<string>()
  let failures = 0
  let startedAt = 0

  const forget = (name: string): void => {
    if (known.delete(name)) post({ type: 'reader-gone', name })
  }

  const failed = (code: string): void => {
    pcsc.stop()
    if (isServiceDown(code)) {
      for (const name of [...known]) forget(name)
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
      known.add(report.name)
      post({ type: 'reader', ...report })
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
    const { id, reader } = message
    // pcsc-mini refuses a second command while one runs, and two readings of one card would only wait for each other.
    const turn = (queues.get(reader) ?? Promise.resolve()).then(() => answer(id, reader))
    queues.set(reader, turn)
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
