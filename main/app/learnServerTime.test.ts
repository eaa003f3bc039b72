import { expect, it } from 'vitest'
import { createClock } from '../platform/clock.ts'
import { learnFromControl, learnFromWorker } from './learnServerTime.ts'

const hourMs = 3_600_000

it('lets no earlier reply that is looked at late undo what the worker has told since', () => {
  const clock = createClock({ wall: () => 0, monotonic: () => 0 })
  let newest: number | null = null
  const control = { serverOffsetMs: () => newest }
  learnFromWorker(clock, control, -300)
  // Answered before the server's clock was put right, and not looked at until the next round.
  newest = -120
  learnFromWorker(clock, control, 20 * hourMs)
  learnFromControl(clock, control)
  expect(clock.offsetMs()).toBe(20 * hourMs)
  newest = 20 * hourMs + 5_000
  learnFromControl(clock, control)
  expect(clock.offsetMs()).toBe(20 * hourMs + 5_000)
})
