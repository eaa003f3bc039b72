import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noBurst, scannerPauseMs, type TimedPress, takePress, type WedgeEvent } from './wedge.ts'

const press = (key: string, at: number, change: Partial<TimedPress> = {}): TimedPress => ({
  key,
  at,
  isComposing: false,
  isShortcut: false,
  isRepeat: false,
  ...change,
})

/** Presses the keys of a text with pauses; gives every event. */
const events = (presses: readonly TimedPress[]): WedgeEvent[] => {
  let burst = noBurst
  return presses.flatMap((one) => {
    const taken = takePress(burst, one)
    burst = taken.burst
    return taken.event === null ? [] : [taken.event]
  })
}
const typed = (text: string, pauseMs: number, end = 'Enter'): TimedPress[] =>
  [...text, end].map((key, index) => press(key, 1_000 + index * pauseMs))

const token = 'NHIVC2.0123456789-abcdefXYZ'

describe('takePress', () => {
  it.each([1, 5, 20, scannerPauseMs])('takes keys %i ms apart for a scanner', (pauseMs) => {
    expect(events(typed(token, pauseMs))).toEqual([{ kind: 'scan', text: token }])
    expect(events(typed(token, pauseMs, 'Tab'))).toEqual([{ kind: 'scan', text: token }])
  })

  it('never takes a person’s typing for one, however fast', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: scannerPauseMs + 1, max: 400 }), { minLength: 20, maxLength: 60 }),
        (pauses) => {
          let at = 0
          const presses = pauses.map((pause) => {
            at += pause
            return press('a', at)
          })
          expect(events([...presses, press('Enter', at + 50)])).toEqual([])
        },
      ),
    )
  })

  it('takes no notice of a few rolled keys, nor of a short code', () => {
    expect(events(typed('asdfjkl;', 3))).toEqual([])
    expect(events(typed('A12345', 2))).toEqual([])
  })

  it('takes no notice of a key that is held down', () => {
    const held = [...token].map((_, index) => press('a', index * 30, { isRepeat: index > 0 }))
    expect(events([...held, press('Enter', token.length * 30)])).toEqual([])
  })

  it('forgives a busy PC one late key', () => {
    const late = typed(token, 4).map((one, index) => (index < 9 ? one : { ...one, at: one.at + 90 }))
    expect(events(late)).toEqual([{ kind: 'scan', text: token }])
  })

  it('lets the Shift between capitals pass', () => {
    const presses = [...token].flatMap((key, index) => [press('Shift', index * 8), press(key, index * 8 + 2)])
    expect(events([...presses, press('Enter', token.length * 8)])).toEqual([{ kind: 'scan', text: token }])
  })

  it('begins anew after a pause, so that what was typed before is no part of the scan', () => {
    const before = [...'wang'].map((key, index) => press(key, index * 130))
    expect(events([...before, ...typed(token, 4)])).toEqual([{ kind: 'scan', text: token }])
  })

  it('ends at any other key and at shortcuts', () => {
    const half = [...token].map((key, index) => press(key, index * 4))
    expect(events([...half, press('ArrowLeft', 110), press('Enter', 114)])).toEqual([])
    expect(events([...half, press('Enter', 110, { isShortcut: true })])).toEqual([])
  })

  it('says when an input method has taken a scanner’s keys, and never touches a person’s composing', () => {
    const scanned = [...token].map((_, index) => press('Process', index * 4, { isComposing: true }))
    expect(events([...scanned, press('Enter', token.length * 4)])).toEqual([{ kind: 'input-method' }])
    const composed = [...token].map((_, index) => press('Process', index * 90, { isComposing: true }))
    expect(events([...composed, press('Enter', token.length * 90)])).toEqual([])
  })
})
