import type { CardReaderEvent, ReaderState } from './port.ts'

/** A reader's state as PC/SC reports it; `stay` changes with every insertion and removal. */
export interface TrackedReport {
  readonly name: string
  readonly present: boolean
  readonly atr: string | null
  readonly stay: number
  readonly watched: boolean
}

interface Tracked extends TrackedReport {
  /** Reported since watching last began anew. */
  readonly confirmed: boolean
}

/** The readers as last seen, and how many cards each name has seen since the program began. */
export interface TrackerState {
  readonly readers: ReadonlyMap<string, Tracked>
  readonly generations: ReadonlyMap<string, number>
}

/** A new state and the events that it means. */
export interface Tracking {
  readonly state: TrackerState
  readonly events: readonly CardReaderEvent[]
}

export const noReaders: TrackerState = { readers: new Map(), generations: new Map() }

export const readerStates = (state: TrackerState): readonly ReaderState[] =>
  [...state.readers.values()].map(({ name, present, atr, watched }) => ({ name, cardPresent: present, atr, watched }))

/** Insertions of this reader so far; 0 before the first. */
export const generationOf = (state: TrackerState, name: string): number => state.generations.get(name) ?? 0

/** Whether a card that is there was there before, or is another one put in unseen between two reports. */
const isSameStay = (before: Tracked, now: TrackedReport): boolean =>
  before.stay === now.stay && (before.atr === null || now.atr === null || before.atr === now.atr)

const changed = (state: TrackerState): CardReaderEvent => ({ type: 'readers-changed', readers: readerStates(state) })

/** Takes in a report. A card that was swapped unseen is a removal and an insertion. */
export const afterReport = (state: TrackerState, report: TrackedReport): Tracking => {
  const before = state.readers.get(report.name)
  const stays = before?.present === true && report.present && isSameStay(before, report)
  const removed = before?.present === true && !stays
  const inserted = report.present && !stays
  const generation = generationOf(state, report.name)
  const next: TrackerState = {
    readers: new Map(state.readers).set(report.name, { ...report, confirmed: true }),
    generations: inserted ? new Map(state.generations).set(report.name, generation + 1) : state.generations,
  }
  const looksTheSame =
    before?.present === report.present && before.atr === report.atr && before.watched === report.watched && !removed
  return {
    state: next,
    events: [
      ...(removed ? [{ type: 'card-removed' as const, reader: report.name, generation }] : []),
      ...(looksTheSame ? [] : [changed(next)]),
      ...(inserted
        ? [
            {
              type: 'card-inserted' as const,
              reader: report.name,
              atr: report.atr ?? '',
              generation: generation + 1,
            },
          ]
        : []),
    ],
  }
}

/** A reader was unplugged. */
export const afterGone = (state: TrackerState, name: string): Tracking => {
  const before = state.readers.get(name)
  if (before === undefined) return { state, events: [] }
  const readers = new Map(state.readers)
  readers.delete(name)
  const next = { ...state, readers }
  const removed = { type: 'card-removed' as const, reader: name, generation: generationOf(state, name) }
  return { state: next, events: [...(before.present ? [removed] : []), changed(next)] }
}

/** Watching begins anew: nothing is told, but every reader has to be reported again. */
export const afterResync = (state: TrackerState): TrackerState => ({
  ...state,
  readers: new Map([...state.readers].map(([name, tracked]) => [name, { ...tracked, confirmed: false }])),
})

/** The readers that were not reported again are gone. */
export const afterSettling = (state: TrackerState): Tracking => {
  const events: CardReaderEvent[] = []
  let next = state
  for (const [name, { confirmed }] of state.readers) {
    if (confirmed) continue
    const gone = afterGone(next, name)
    next = gone.state
    events.push(...gone.events)
  }
  return { state: next, events }
}
