import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { backoffMs, countFailure, serviceWaitMs } from '../helper-process/backoff.ts'
import type { ForkedProcess } from '../helper-process/forkedProcess.ts'
import { createListening } from '../helper-process/listening.ts'
import { type CardAnswer, createPendingWork } from './pendingWork.ts'
import type { CardReaderEvent, CardReaderPort } from './port.ts'
import { bytesOf, type FromReaderProcess, hexOf, type ToReaderProcess } from './readerMessages.ts'
import { type ReaderProcess, startReaderProcess } from './readerProcess.ts'
import {
  afterGone,
  afterReport,
  afterResync,
  afterSettling,
  generationOf,
  noReaders,
  readerStates,
  type TrackerState,
  type Tracking,
} from './readerTracker.ts'

/** Work with a card that takes longer has hung. Windows resets a card whose transaction idles for 5 s: it never comes to that. */
const longestWorkMs = 3_000
/** A helper that has told nothing by then hangs in its first call to the service. */
const longestStartMs = 10_000
/** One that has begun tells something every two seconds: silent for so many, it hangs in a call to the service. */
const longestSilenceS = 5
/** Readers that are not reported again this long after watching began anew are gone. */
const settleMs = 2_000

export interface PcscCardReaderOptions {
  /** The built helper process, out/main/card-reader-process.js. */
  readonly processFile: string
  /** Electron's `utilityProcess.fork`; a Node child process in tests. */
  readonly fork: (processFile: string) => ForkedProcess
}

/** The answer to another kind of work: a helper that is not ours. */
const misunderstood = fail('READER_SERVICE_DOWN', { retryable: true })

/** The helper's result as the port tells it. */
const told = <T>(result: { ok: true; value: T } | Extract<CardAnswer['result'], { ok: false }>): Result<T> => {
  if (result.ok) return ok(result.value)
  const { code, retryable, details } = result.error
  return fail(code, { retryable, ...(details === undefined ? {} : { details }) })
}

/**
 * The card readers of this PC by PC/SC, in a helper process that is replaced whenever a card call hangs or the process ends. A
 * card that stays in its reader over such a replacement is still the same card: no removal is told.
 */
export const createPcscCardReader = (options: PcscCardReaderOptions): CardReaderPort => {
  const listeners = new Set<(event: CardReaderEvent) => void>()
  let tracker: TrackerState = noReaders
  let helper: ReaderProcess | null = null
  let service: 'starting' | 'up' | 'down' | 'restarting' = 'starting'
  let first: string[] = []
  let failures = 0
  let forkedAt = 0
  let state: 'idle' | 'running' | 'disposed' = 'idle'
  /** Questions about readers that have not been reported again yet. */
  const looks = new Set<() => void>()
  let settling: NodeJS.Timeout | undefined
  let starting: NodeJS.Timeout | undefined

  const emit = (event: CardReaderEvent): void => {
    for (const listener of [...listeners]) listener(event)
  }
  const take = (tracking: Tracking): void => {
    tracker = tracking.state
    tracking.events.forEach(emit)
  }
  const tell = (next: 'up' | 'down' | 'restarting'): void => {
    if (service === next) return
    service = next
    emit({ type: 'service', state: next })
  }
  const expectAllAgain = (): void => {
    clearTimeout(settling)
    tracker = afterResync(tracker)
  }

  const onMessage = (message: FromReaderProcess): void => {
    clearTimeout(starting)
    listening.heard()
    switch (message.type) {
      case 'beat':
        return
      case 'service':
        tell(message.state)
        clearTimeout(settling)
        settling = setTimeout(() => {
          take(afterSettling(tracker))
          lookAgain()
        }, settleMs)
        break
      case 'resync':
        expectAllAgain()
        break
      case 'reader':
        take(afterReport(tracker, message))
        break
      case 'reader-gone':
        take(afterGone(tracker, message.name))
        break
      case 'read-done':
      case 'exchange-done':
        work.take(message, (reader, generation) => {
          const present = tracker.readers.get(reader)?.present === true
          return present && generationOf(tracker, reader) === generation
        })
    }
    lookAgain()
  }

  const lookAgain = (): void => {
    for (const look of [...looks]) look()
  }

  const fork = (): void => {
    if (state !== 'running') return
    forkedAt = performance.now()
    helper = startReaderProcess(options.fork(options.processFile), { onMessage, onEnd: replaceLater })
    helper.post({ type: 'watch-first', readers: first })
    helper.post({ type: 'start' })
    starting = setTimeout(hangs, longestStartMs)
  }

  /** @param found what stands in the way meanwhile: the helper, or the service behind it */
  const drop = (found: 'restarting' | 'down'): void => {
    clearTimeout(starting)
    listening.stop()
    helper = null
    expectAllAgain()
    tell(found)
  }

  /** The service doesn't answer, which no helper can change; the next one notices when it does. */
  const hangs = (): void => {
    helper?.kill()
    drop('down')
    work.endAll()
    starting = setTimeout(fork, serviceWaitMs)
  }
  const listening = createListening(longestSilenceS, hangs)

  const replaceLater = (): void => {
    failures = countFailure(failures, performance.now() - forkedAt)
    drop('restarting')
    work.endAll()
    starting = setTimeout(fork, backoffMs(failures))
  }

  // The hang is the card's or another program's doing, not the helper's: its successor starts at once.
  const work = createPendingWork(longestWorkMs, (id) => {
    helper?.kill()
    drop('restarting')
    fork()
    work.endHung(id)
  })

  const refusal = (reader: string): Result<never> | null => {
    const down = fail('READER_SERVICE_DOWN', { retryable: true })
    if (helper === null || service === 'down') return down
    const tracked = tracker.readers.get(reader)
    if (tracked === undefined) return fail('READER_NOT_FOUND')
    if (!tracked.confirmed) return down
    if (!tracked.watched) return fail('READER_NOT_FOUND', { details: { unwatched: true } })
    return tracked.present ? null : fail('CARD_ABSENT', { retryable: true })
  }

  const isAwaited = (reader: string): boolean =>
    helper !== null && service !== 'down' && tracker.readers.get(reader)?.confirmed === false

  /**
   * After a new beginning the service is up a moment before its readers are reported: a question that comes in between, such as the
   * card's own reading again, waits for its reader instead of being told that there is no service.
   */
  const reported = (reader: string): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(patience)
        looks.delete(look)
        resolve()
      }
      const look = (): void => {
        if (!isAwaited(reader)) done()
      }
      const patience = setTimeout(done, longestWorkMs)
      looks.add(look)
    })

  const ask = async <T>(
    reader: string,
    request: (id: number) => ToReaderProcess,
    resultOf: (answer: CardAnswer) => Result<T>,
  ): Promise<Result<T>> => {
    const generation = generationOf(tracker, reader)
    if (isAwaited(reader)) await reported(reader)
    if (generationOf(tracker, reader) !== generation) return fail('CARD_REMOVED', { retryable: true })
    return askNow(reader, request, resultOf)
  }

  const askNow = <T>(
    reader: string,
    request: (id: number) => ToReaderProcess,
    resultOf: (answer: CardAnswer) => Result<T>,
  ): Promise<Result<T>> =>
    new Promise((resolve) => {
      const refused = refusal(reader)
      if (refused !== null) return resolve(refused)
      const id = work.open(reader, generationOf(tracker, reader), (answer) =>
        resolve(answer.ok ? resultOf(answer.value) : answer),
      )
      helper?.post(request(id))
    })

  return {
    start() {
      if (state !== 'idle') return
      state = 'running'
      fork()
    },
    readers: () => readerStates(tracker),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchFirst(names) {
      first = [...names]
      helper?.post({ type: 'watch-first', readers: first })
    },
    readPublicProfile: (reader) =>
      ask(
        reader,
        (id) => ({ type: 'read', id, reader }),
        (answer) => (answer.type === 'read-done' ? told(answer.result) : misunderstood),
      ),
    exchange: (reader, commands) =>
      ask(
        reader,
        (id) => ({ type: 'exchange', id, reader, commands: commands.map(hexOf) }),
        (answer) => {
          if (answer.type !== 'exchange-done') return misunderstood
          const result = told(answer.result)
          return result.ok ? ok(result.value.map(bytesOf)) : result
        },
      ),
    async dispose() {
      state = 'disposed'
      listeners.clear()
      clearTimeout(settling)
      clearTimeout(starting)
      listening.stop()
      helper?.kill()
      helper = null
      work.endAll()
      lookAgain()
    },
  }
}
