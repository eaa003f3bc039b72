import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { CardReaderEvent, CardReaderPort, PublicProfile } from './port.ts'
import {
  afterGone,
  afterReport,
  generationOf,
  noReaders,
  readerStates,
  type TrackerState,
  type Tracking,
} from './readerTracker.ts'

/** What a card in the fake reader answers to a reading: its profile, or a failure of the port. */
export type FakeCard = PublicProfile | Extract<Result<PublicProfile>, { ok: false }>

export interface FakeCardReader extends CardReaderPort {
  plug(reader: string): void
  unplug(reader: string): void
  /** Puts a card in; the reader is plugged in where it isn't yet. */
  insert(reader: string, card: FakeCard, atr?: string): void
  remove(reader: string): void
  /** From now on readings stay unanswered until `answerReadings`. */
  holdReadings(): void
  answerReadings(): void
  setService(state: 'up' | 'down' | 'restarting'): void
}

/** The ATR of a fake card that is given none. */
export const usualAtr = '3BFD1800008131FE45534C4A353247787879797A52AA'

/** Card readers in memory, for tests of what stands on the port. */
export const createFakeCardReader = (readers: readonly string[] = []): FakeCardReader => {
  const listeners = new Set<(event: CardReaderEvent) => void>()
  const cards = new Map<string, FakeCard>()
  const held: (() => void)[] = []
  let tracker: TrackerState = noReaders
  let stay = 0
  let holding = false
  let started = false
  let service: 'up' | 'down' | 'restarting' = 'up'

  const emit = (event: CardReaderEvent): void => {
    if (started) for (const listener of [...listeners]) listener(event)
  }
  const take = (tracking: Tracking): void => {
    tracker = tracking.state
    tracking.events.forEach(emit)
  }
  const report = (name: string, atr: string | null): void => {
    stay += 1
    take(afterReport(tracker, { name, present: atr !== null, atr, stay }))
  }
  const read = (reader: string, generation: number): Result<PublicProfile> => {
    if (service !== 'up') return fail('READER_SERVICE_DOWN', { retryable: true })
    const card = cards.get(reader)
    if (card === undefined || generationOf(tracker, reader) !== generation) {
      return fail('CARD_REMOVED', { retryable: true })
    }
    return 'ok' in card ? card : ok(card)
  }

  for (const reader of readers) report(reader, null)

  return {
    start() {
      if (started) return
      started = true
      emit({ type: 'service', state: service })
      emit({ type: 'readers-changed', readers: readerStates(tracker) })
      for (const { name, present, atr } of tracker.readers.values()) {
        if (present) {
          emit({ type: 'card-inserted', reader: name, atr: atr ?? '', generation: generationOf(tracker, name) })
        }
      }
    },
    readers: () => readerStates(tracker),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async readPublicProfile(reader) {
      if (service !== 'up') return fail('READER_SERVICE_DOWN', { retryable: true })
      const tracked = tracker.readers.get(reader)
      if (tracked === undefined) return fail('READER_NOT_FOUND')
      if (!tracked.present) return fail('CARD_ABSENT', { retryable: true })
      const generation = generationOf(tracker, reader)
      if (holding) await new Promise<void>((resolve) => held.push(resolve))
      return read(reader, generation)
    },
    async dispose() {
      listeners.clear()
      service = 'down'
      for (const answer of held.splice(0)) answer()
    },
    plug: (reader) => report(reader, null),
    unplug(reader) {
      cards.delete(reader)
      take(afterGone(tracker, reader))
    },
    insert(reader, card, atr = usualAtr) {
      cards.set(reader, card)
      report(reader, atr)
    },
    remove(reader) {
      cards.delete(reader)
      report(reader, null)
    },
    holdReadings() {
      holding = true
    },
    answerReadings() {
      holding = false
      for (const answer of held.splice(0)) answer()
    },
    setService(state) {
      service = state
      emit({ type: 'service', state })
    },
  }
}
