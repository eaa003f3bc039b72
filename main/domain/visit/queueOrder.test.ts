import fc from 'fast-check'
import { expect, it } from 'vitest'
import { behindOnReturn, inOrder, minutesEach, movedState, type Queued } from './queueOrder.ts'

const queued = (queueNumber: number, change: Partial<Queued> = {}): Queued => ({
  day: '2026-11-20',
  queueNumber,
  state: 'waiting',
  isPriority: false,
  behindNumber: null,
  ...change,
})
const numbers = (visits: readonly Queued[]): readonly number[] => inOrder(visits).map(({ queueNumber }) => queueNumber)

it('calls by number, who was called first, and priority before numbers', () => {
  expect(numbers([queued(3), queued(1), queued(2)])).toEqual([1, 2, 3])
  expect(numbers([queued(1), queued(2), queued(3, { isPriority: true })])).toEqual([3, 1, 2])
  expect(numbers([queued(1), queued(2, { state: 'called' }), queued(3, { isPriority: true })])).toEqual([2, 3, 1])
  expect(numbers([queued(1, { state: 'skipped' }), queued(2, { state: 'on-hold' }), queued(3)])).toEqual([3])
})

it('puts somebody who comes back behind three who wait, and two who come back in their own order', () => {
  const others = [queued(5), queued(6), queued(7), queued(8)]
  const behindNumber = behindOnReturn(others)
  expect(behindNumber).toBe(7)
  expect(numbers([...others, queued(2, { behindNumber }), queued(1, { behindNumber })])).toEqual([5, 6, 7, 1, 2, 8])
  expect(behindOnReturn([queued(5)])).toBe(5)
  expect(behindOnReturn([])).toBeNull()
  expect(behindOnReturn([queued(5, { isPriority: true })])).toBeNull()
})

it('loses nobody who waits, whatever was done to the queue', () => {
  const visit = fc.record({
    day: fc.constantFrom('2026-11-20', '2026-11-21'),
    queueNumber: fc.integer({ min: 1, max: 300 }),
    state: fc.constantFrom('waiting', 'called', 'skipped', 'on-hold'),
    isPriority: fc.boolean(),
    behindNumber: fc.option(fc.integer({ min: 1, max: 300 })),
  })
  fc.assert(
    fc.property(fc.array(visit), (visits) => {
      const waiting = visits.filter(({ state }) => state === 'waiting' || state === 'called')
      expect(inOrder(visits).length).toBe(waiting.length)
      expect(numbers(visits).toSorted()).toEqual(waiting.map(({ queueNumber }) => queueNumber).toSorted())
    }),
  )
})

it('puts the earlier day first over midnight, whatever its numbers, behind who was called or is preferred', () => {
  const before = { day: '2026-11-19' }
  const [late, early, preferred, called] = [
    queued(9, before),
    queued(1),
    queued(2, { isPriority: true }),
    queued(3, { state: 'called' }),
  ]
  expect(inOrder([early, late])).toEqual([late, early])
  expect(inOrder([early, late, preferred, called])).toEqual([called, preferred, late, early])
  // Put back behind a number of its own day, it stays among its own day's.
  const back = queued(2, { ...before, behindNumber: 9 })
  expect(inOrder([early, back, late])).toEqual([late, back, early])
})

it('refuses moves that change nothing', () => {
  expect(movedState('waiting', 'requeue')).toBeNull()
  expect(movedState('on-hold', 'hold')).toBeNull()
  expect(movedState('skipped', 'skip')).toBeNull()
  expect(movedState('skipped', 'call')).toBe('called')
  expect(movedState('called', 'skip')).toBe('skipped')
})

it('tells a pace only once there is one, and a long break does not spoil it', () => {
  const at = (...minutes: readonly number[]): readonly number[] => minutes.map((minute) => minute * 60_000)
  expect(minutesEach(at(0))).toBeNull()
  expect(minutesEach(at(0, 5))).toBeNull()
  expect(minutesEach(at(0, 5, 10))).toBe(5)
  expect(minutesEach(at(0, 5, 10, 130, 135, 140))).toBe(5)
  expect(minutesEach(at(0, 0, 0))).toBe(1)
})
