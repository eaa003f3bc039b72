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

/** What a card in the fake reader answers to a reading: its profile, or a failure of the port. A script it answers with 90 00. */
export type FakeCard = PublicProfile | Extract<Result<PublicProfile>, { ok: false }>

export interface FakeCardReader extends CardReaderPort {
  /** Plugs a reader in, or changes whether it is watched. */
  plug(reader: string, watched?: boolean): void
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
  const report = (name: string, atr: string | null, watched = true): void => {
    stay += 1
    take(afterReport(tracker, { name, present: atr !== null, atr, stay, watched }))
  }
  const cardOf = async (reader: string): Promise<Result<FakeCard>> => {
    const down = fail('READER_SERVICE_DOWN', { retryable: true })
    if (service !== 'up') return down
    const tracked = tracker.readers.get(reader)
    if (tracked === undefined) return fail('READER_NOT_FOUND')
    if (!tracked.watched) return fail('READER_NOT_FOUND', { details: { unwatched: true } })
    if (!tracked.present) return fail('CARD_ABSENT', { retryable: true })
    const generation = generationOf(tracker, reader)
    if (holding) await new Promise<void>((resolve) => held.push(resolve))
    // Whatever was not up before may be so now.
    if ((service as typeof service | 'down') !== 'up') return down
    const card = cards.get(reader)
    const isSame = card !== undefined && generationOf(tracker, reader) === generation
    return isSame ? ok(card) : fail('CARD_REMOVED', { retryable: true })
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
    watchFirst: () => undefined,
    async readPublicProfile(reader) {
      const card = await cardOf(reader)
      if (!card.ok) return card
      return 'ok' in card.value ? card.value : ok(card.value)
    },
    async exchange(reader, commands) {
      const card = await cardOf(reader)
      return card.ok ? ok(commands.map(() => Uint8Array.of(0x90, 0x00))) : card
    },
    async dispose() {
      listeners.clear()
      service = 'down'
      for (const answer of held.splice(0)) answer()
    },
    plug: (reader, watched = true) => report(reader, null, watched),
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
