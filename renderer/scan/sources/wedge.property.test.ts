import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noBurst, scannerPauseMs, type TimedPress, takePress, type WedgeEvent } from './wedge.ts'

/** One key of a row: how long after the one before, and what the keyboard tells of it. */
interface Key {
  readonly key: string
  readonly afterMs: number
  readonly isComposing?: boolean
  readonly isShortcut?: boolean
}

const eventsOf = (keys: readonly Key[]): WedgeEvent[] => {
  let at = 1_000
  let burst = noBurst
  return keys.flatMap(({ key, afterMs, isComposing = false, isShortcut = false }) => {
    at += afterMs
    const press: TimedPress = { key, at, isComposing, isShortcut, isRepeat: false }
    const taken = takePress(burst, press)
    burst = taken.burst
    return taken.event === null ? [] : [taken.event]
  })
}

const letter = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/=')
const end = fc.constantFrom('Enter', 'Tab')

/** The fastest a person does: two keys rolled into one another, then a finger that has to travel. */
const typistsKeys = (isComposing: boolean): fc.Arbitrary<readonly Key[]> =>
  fc
    .array(fc.tuple(letter, fc.integer({ min: 15, max: 40 }), letter, fc.integer({ min: 60, max: 400 })), {
      maxLength: 60,
    })
    .map((pairs) =>
      pairs.flatMap(([rolled, rollMs, next, travelMs]) => [
        { key: isComposing ? 'Process' : next, afterMs: travelMs, isComposing },
        { key: isComposing ? 'Process' : rolled, afterMs: rollMs, isComposing },
      ]),
    )
const typist = fc
  .array(
    fc.oneof(
      typistsKeys(false),
      typistsKeys(true),
      fc.constantFrom('Enter', 'Tab', 'Backspace', 'ArrowDown', 'F2').map((key) => [{ key, afterMs: 90 }]),
      fc.constantFrom('c', 'v', 'Enter').map((key) => [{ key, afterMs: 90, isShortcut: true }]),
    ),
    { maxLength: 12 },
  )
  .map((parts) => [...parts.flat(), { key: 'Enter', afterMs: 60 }])

/** A scanner sends evenly, capitals with Shift around them; the PC may be late with a few keys. */
const scanner = fc
  .record({
    text: fc.array(letter, { minLength: 16, maxLength: 400 }),
    pauseMs: fc.integer({ min: 0, max: 20 }),
    hiccupAt: fc.nat(),
    end,
  })
  .map(({ text, pauseMs, hiccupAt, end }) => ({
    text: text.join(''),
    keys: [
      ...text.flatMap((key, index): Key[] => {
        const afterMs = pauseMs + (index > 0 && index === hiccupAt % text.length ? 60 : 0)
        return /[A-Z]/.test(key)
          ? [
              { key: 'Shift', afterMs },
              { key, afterMs: 0 },
            ]
          : [{ key, afterMs }]
      }),
      { key: end, afterMs: pauseMs },
    ],
  }))
/** Long enough for what was typed before to be no part of it: the scanner has to be taken up. */
const taken: Key = { key: 'Shift', afterMs: 500 }

describe('typists and scanners', () => {
  it('are told apart, whoever comes first and how often', () => {
    const parts = fc.array(
      fc.oneof(
        typist.map((keys) => ({ keys, text: null })),
        scanner,
      ),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(parts, (played) => {
        const expected = played.flatMap(({ text }) => (text === null ? [] : [{ kind: 'scan', text }]))
        expect(eventsOf(played.flatMap(({ keys }) => [taken, ...keys]))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('never make a scan of what an input method is composing, at any speed', () => {
    const composed = fc.array(
      fc.record({ key: fc.constant('Process'), afterMs: fc.nat(200), isComposing: fc.constant(true) }),
      { minLength: 1, maxLength: 80 },
    )
    fc.assert(
      fc.property(composed, fc.nat(30), end, (keys, afterMs, key) => {
        expect(eventsOf([...keys, { key, afterMs }]).filter(({ kind }) => kind === 'scan')).toEqual([])
      }),
    )
  })

  it('need an end: a scanner that sends none leaves only what it typed', () => {
    fc.assert(
      fc.property(scanner, ({ keys }) => {
        expect(eventsOf(keys.slice(0, -1))).toEqual([])
      }),
    )
  })

  it('are parted by the mean pause: just below it is a scanner, above it a person', () => {
    const evenly = (pauseMs: number): readonly Key[] => [
      ...Array.from({ length: 30 }, () => ({ key: 'a', afterMs: pauseMs })),
      { key: 'Enter', afterMs: pauseMs },
    ]
    expect(eventsOf(evenly(scannerPauseMs))).toHaveLength(1)
    expect(eventsOf(evenly(scannerPauseMs + 1))).toHaveLength(0)
  })
})
