import { expect, it } from 'vitest'
import { createVirtualTime } from '../testing/virtualTime.ts'
import { createCatchUpRounds, heldBack } from './catchUpRounds.ts'
import type { CatchUpReport } from './catchUpWithCloud.ts'

const failed = (waitMs: number | null, isFinal: boolean): CatchUpReport => ({
  type: 'failed',
  code: 'CODE',
  waitMs,
  isFinal,
})

const setUp = (reports: readonly CatchUpReport[], isOwed = true) => {
  const time = createVirtualTime()
  const runs: number[] = []
  const released: number[] = []
  const rounds = createCatchUpRounds({
    run: async () => {
      runs.push(time.monotonic())
      return reports[runs.length - 1] ?? { type: 'done' }
    },
    scheduler: time,
    isOwed,
    onReleased: () => released.push(time.monotonic()),
    onReport: () => undefined,
    onFault: () => undefined,
  })
  return { time, runs, released, rounds }
}

it('holds the records back until the cloud has told what it holds, then asks no more', async () => {
  const { time, runs, released, rounds } = setUp([failed(null, false)])
  rounds.goOn()
  await time.settle()
  expect(rounds.isHolding()).toBe(true)
  await time.advance(60_000)
  expect([rounds.isHolding(), runs, released]).toEqual([false, [0, 60_000], [60_000]])
  rounds.goOn()
  await time.advance(600_000)
  expect(runs).toHaveLength(2)
})

it('keeps to Retry-After, whatever the line does meanwhile, and a cloud that answers holds nothing back', async () => {
  const { time, runs, rounds } = setUp([failed(90_000, true)])
  rounds.goOn()
  await time.settle()
  expect(rounds.isHolding()).toBe(false)
  await time.advance(30_000)
  rounds.goOn()
  await time.advance(59_999)
  expect(runs).toEqual([0])
  await time.advance(1)
  expect(runs).toEqual([0, 90_000])
})

it('gives up holding after half an hour of a cloud that is away, and goes on asking', async () => {
  const { time, runs, released, rounds } = setUp(Array.from({ length: 40 }, () => failed(null, false)))
  rounds.goOn()
  await time.advance(1_799_000)
  expect(rounds.isHolding()).toBe(true)
  await time.advance(601_000)
  expect([rounds.isHolding(), released, runs.length]).toEqual([false, [1_800_000], 41])
})

it('does nothing for a store that was never restored, nor after its end', async () => {
  const never = setUp([], false)
  never.rounds.goOn()
  await never.time.settle()
  expect([never.rounds.isHolding(), never.runs]).toEqual([false, []])
  const stopped = setUp([failed(null, false)])
  stopped.rounds.goOn()
  await stopped.time.settle()
  await stopped.rounds.stop()
  await stopped.time.advance(120_000)
  expect(stopped.runs).toEqual([0])
})

it('shuts a gate for as long as it holds', () => {
  let holds = true
  const nothing = () => undefined
  const gate = heldBack(
    {
      slots: (all) => all,
      opensInMs: () => 0,
      began: nothing,
      slow: nothing,
      report: nothing,
      hold: nothing,
      linkReturned: () => false,
      endSpread: nothing,
      release: nothing,
    },
    () => holds,
  )
  expect([gate.slots(8), gate.opensInMs() > 0]).toEqual([0, true])
  holds = false
  expect([gate.slots(8), gate.opensInMs()]).toEqual([8, 0])
})
