import type { Result } from '../../preload/contract/result.ts'
import { backoffMs, countFailure, serviceWaitMs } from '../helper-process/backoff.ts'
import { exchangeWithCard, readProfileBytes } from './cardRead.ts'
import type { Pcsc, PcscListener } from './pcsc.ts'
import { isServiceDown, pcscCodeOf } from './pcscErrors.ts'
import { decodePublicProfile } from './publicProfileCodec.ts'
import { bytesOf, type FromReaderProcess, hexOf, ToReaderProcessSchema } from './readerMessages.ts'

export interface ReaderHostOptions {
  readonly pcsc: Pcsc
  readonly post: (message: FromReaderProcess) => void
  /** Monotonic milliseconds. */
  readonly now: () => number
  readonly schedule: (run: () => void, ms: number) => void
}

/**
 * The inside of the process that owns PC/SC: watches, keeps watching after every failure, and works with one card at a time for
 * each reader.
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

  /** pcsc-mini refuses a second command while one runs, and two readings of one card would only wait for each other. */
  const inTurn = (reader: string, work: () => Promise<void>): void => {
    queues.set(reader, (queues.get(reader) ?? Promise.resolve()).then(work))
  }

  const failed = (code: string): void => {
    pcsc.stop()
    if (isServiceDown(code)) {
      for (const name of [...known]) forget(name)
      post({ type: 'service', state: 'down' })
    } else {
      // The readers are still there, only their state has to be asked for again.
      post({ type: 'resync' })
    }
    failures = countFailure(failures, now() - startedAt)
    options.schedule(watch, backoffMs(failures, serviceWaitMs))
  }

  const listener: PcscListener = {
    onReader(report) {
      known.add(report.name)
      post({ type: 'reader', ...report })
    },
    onGone: forget,
    onBeat: () => post({ type: 'beat' }),
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

  const pause = (ms: number): Promise<void> => new Promise((resolve) => options.schedule(resolve, ms))

  const read = async (id: number, reader: string): Promise<void> => {
    const bytes = await readProfileBytes(() => pcsc.connect(reader), pause)
    const result = bytes.ok ? decodePublicProfile(bytes.value) : bytes
    post({ type: 'read-done', id, result: result.ok ? { ok: true, value: { ...result.value } } : failureOf(result) })
  }

  const exchange = async (id: number, reader: string, commands: readonly string[]): Promise<void> => {
    const result = await exchangeWithCard(() => pcsc.connect(reader), pause, commands.map(bytesOf))
    post({
      type: 'exchange-done',
      id,
      result: result.ok ? { ok: true, value: result.value.map(hexOf) } : failureOf(result),
    })
  }

  return (raw) => {
    const message = ToReaderProcessSchema.parse(raw)
    switch (message.type) {
      case 'start':
        return watch()
      case 'watch-first':
        return pcsc.watchFirst(message.readers)
      case 'read':
        return inTurn(message.reader, () => read(message.id, message.reader))
      case 'exchange':
        return inTurn(message.reader, () => exchange(message.id, message.reader, message.commands))
    }
  }
}

type Failure = Extract<Extract<FromReaderProcess, { type: 'read-done' }>['result'], { ok: false }>

const failureOf = ({ error }: Extract<Result<unknown>, { ok: false }>): Failure => ({
  ok: false,
  error: {
    code: error.code,
    retryable: error.retryable,
    ...(error.details === undefined ? {} : { details: { ...error.details } }),
  },
})
