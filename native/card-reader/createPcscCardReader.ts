import { fail, type Result } from '../../preload/contract/result.ts'
import { backoffMs, countFailure } from '../helper-process/backoff.ts'
import type { ForkedProcess } from '../helper-process/forkedProcess.ts'
import { createPendingReadings } from './pendingReadings.ts'
import type { CardReaderEvent, CardReaderPort, PublicProfile } from './port.ts'
import type { FromReaderProcess } from './readerMessages.ts'
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

/** A reading that takes longer has hung. */
const longestReadMs = 3_000
/** A helper that has told nothing by then hangs in its first call to the service. */
const longestStartMs = 10_000
/** Readers that are not reported again this long after watching began anew are gone. */
const settleMs = 2_000

export interface PcscCardReaderOptions {
  /** The built helper process, out/main/card-reader-process.js. */
  readonly processFile: string
  /** Electron's `utilityProcess.fork`; a Node child process in tests. */
  readonly fork: (processFile: string) => ForkedProcess
  /** Shorter in tests; 3 s when left out. */
  readonly readDeadlineMs?: number
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
  let failures = 0
  let forkedAt = 0
  let state: 'idle' | 'running' | 'disposed' = 'idle'
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
    switch (message.type) {
      case 'service':
        tell(message.state)
        clearTimeout(settling)
        settling = setTimeout(() => take(afterSettling(tracker)), settleMs)
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
        readings.take(message, (reader, generation) => {
          const present = tracker.readers.get(reader)?.present === true
          return present && generationOf(tracker, reader) === generation
        })
    }
  }

  const fork = (): void => {
    if (state !== 'running') return
    forkedAt = performance.now()
    helper = startReaderProcess(options.fork(options.processFile), { onMessage, onEnd: replaceLater })
    helper.post({ type: 'start' })
    starting = setTimeout(() => {
      helper?.kill()
      replaceLater()
    }, longestStartMs)
  }

  const drop = (code: 'READER_TIMEOUT' | 'READER_SERVICE_DOWN'): void => {
    clearTimeout(starting)
    helper = null
    expectAllAgain()
    tell('restarting')
    readings.endAll(code)
  }

  const replaceLater = (): void => {
    failures = countFailure(failures, performance.now() - forkedAt)
    drop('READER_SERVICE_DOWN')
    starting = setTimeout(fork, backoffMs(failures))
  }

  // The hang is the card's or another program's doing, not the helper's: its successor starts at once.
  const readings = createPendingReadings(options.readDeadlineMs ?? longestReadMs, () => {
    helper?.kill()
    drop('READER_TIMEOUT')
    fork()
  })

  const refusal = (reader: string): Result<PublicProfile> | null => {
    const down = fail('READER_SERVICE_DOWN', { retryable: true })
    if (helper === null || service === 'down') return down
    const tracked = tracker.readers.get(reader)
    if (tracked === undefined) return fail('READER_NOT_FOUND')
    if (!tracked.confirmed) return down
    return tracked.present ? null : fail('CARD_ABSENT', { retryable: true })
  }

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
    readPublicProfile: (reader) =>
      new Promise((resolve) => {
        const refused = refusal(reader)
        if (refused !== null) return resolve(refused)
        const id = readings.open(reader, generationOf(tracker, reader), resolve)
        helper?.post({ type: 'read', id, reader })
      }),
    async dispose() {
      state = 'disposed'
      listeners.clear()
      clearTimeout(settling)
      clearTimeout(starting)
      helper?.kill()
      helper = null
      readings.endAll('READER_SERVICE_DOWN')
    },
  }
}
