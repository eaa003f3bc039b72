import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardReaderEvent } from './port.ts'
import {
  afterGone,
  afterReport,
  afterResync,
  afterSettling,
  generationOf,
  noReaders,
  readerStates,
  type TrackedReport,
  type TrackerState,
} from './readerTracker.ts'

const name = 'Reader A'
const empty = (stay: number): TrackedReport => ({
  name,
  present: false,
  atr: null,
  stay,
  watched: true,
})
const card = (stay: number, atr: string | null = '3B00'): TrackedReport => ({
  name,
  present: true,
  atr,
  stay,
  watched: true,
})

const play = (...reports: TrackedReport[]): { state: TrackerState; types: string[] } => {
  let state = noReaders
  const types: string[] = []
  for (const report of reports) {
    const tracking = afterReport(state, report)
    state = tracking.state
    types.push(
      tracking.events
        .map((event) => ('generation' in event ? `${event.type} ${event.generation}` : event.type))
        .join(', '),
    )
  }
  return { state, types }
}

describe('readerTracker', () => {
  it('tells of a new reader, an insertion and a removal, each once', () => {
    expect(play(empty(0), card(1), card(1), empty(2), empty(2), card(3)).types).toEqual([
      'readers-changed',
      'readers-changed, card-inserted 1',
      '',
      'card-removed 1, readers-changed',
      '',
      'readers-changed, card-inserted 2',
    ])
  })

  it('tells of a card that is there already', () => {
    expect(play(card(7)).types).toEqual(['readers-changed, card-inserted 1'])
  })

  it('sees a card that was swapped between two reports', () => {
    expect(play(card(1), card(3)).types[1]).toBe('card-removed 1, readers-changed, card-inserted 2')
    expect(play(card(1, '3B00'), card(1, '3B01')).types[1]).toBe('card-removed 1, readers-changed, card-inserted 2')
  })

  it('does not take a late ATR for another card', () => {
    const { state, types } = play(card(1, null), card(1, '3B00'))
    expect(types[1]).toBe('readers-changed')
    expect(readerStates(state)).toEqual([{ name, cardPresent: true, atr: '3B00', watched: true }])
  })

  it('counts on when a reader is unplugged and comes back', () => {
    const { state } = play(card(1))
    const gone = afterGone(state, name)
    expect(gone.events.map((event) => event.type)).toEqual(['card-removed', 'readers-changed'])
    expect(readerStates(gone.state)).toEqual([])
    expect(afterReport(gone.state, card(1)).events.at(-1)).toMatchObject({ type: 'card-inserted', generation: 2 })
    expect(afterGone(gone.state, name).events).toEqual([])
  })

  it('keeps a card over a restart of watching, and drops a reader that is not reported again', () => {
    const other = { name: 'Reader B', present: true, atr: '3B', stay: 1, watched: true }
    const before = afterReport(play(card(5)).state, other).state
    const again = afterReport(afterResync(before), card(5))
    expect(again.events).toEqual([])
    const settled = afterSettling(again.state)
    expect(settled.events).toEqual([
      { type: 'card-removed', reader: 'Reader B', generation: 1 },
      { type: 'readers-changed', readers: [{ name, cardPresent: true, atr: '3B00', watched: true }] },
    ])
  })

  it('tells the change of a card that was swapped during a restart of watching', () => {
    const again = afterReport(afterResync(play(card(5)).state), card(7))
    expect(again.events.map((event) => event.type)).toEqual(['card-removed', 'readers-changed', 'card-inserted'])
  })

  it('whatever is reported, insertions and removals alternate, with the generation of the insertion', () => {
    const report = fc.record({
      name: fc.constantFrom('A', 'B'),
      present: fc.boolean(),
      atr: fc.constantFrom(null, '3B00', '3B01'),
      stay: fc.nat(3),
      watched: fc.constant(true),
    })
    const step = fc.oneof(
      report.map((value) => ({ kind: 'report' as const, value })),
      fc.constantFrom('A', 'B').map((value) => ({ kind: 'gone' as const, value })),
      fc.constant({ kind: 'resync' as const }),
      fc.constant({ kind: 'settle' as const }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let state = noReaders
        const inside = new Map<string, number>()
        const last = new Map<string, number>()
        const check = (event: CardReaderEvent): void => {
          if (event.type === 'card-inserted') {
            expect(inside.has(event.reader)).toBe(false)
            expect(event.generation).toBe((last.get(event.reader) ?? 0) + 1)
            inside.set(event.reader, event.generation)
            last.set(event.reader, event.generation)
          }
          if (event.type === 'card-removed') {
            expect(inside.get(event.reader)).toBe(event.generation)
            inside.delete(event.reader)
          }
        }
        for (const each of steps) {
          if (each.kind === 'resync') {
            state = afterResync(state)
            continue
          }
          const tracking =
            each.kind === 'report'
              ? afterReport(state, each.value)
              : each.kind === 'gone'
                ? afterGone(state, each.value)
                : afterSettling(state)
          state = tracking.state
          tracking.events.forEach(check)
          const present = readerStates(state).filter((reader) => reader.cardPresent)
          expect(present.map((reader) => reader.name).toSorted()).toEqual([...inside.keys()].toSorted())
          for (const reader of inside.keys()) expect(generationOf(state, reader)).toBe(inside.get(reader))
        }
      }),
    )
  })
})
