import { setTimeout as sleep } from 'node:timers/promises'
import { visitorOf } from './people.ts'
import { leaveUnderWay, type Model, type World } from './world.ts'

/** What the recovery after an accident is to keep to; printed, and judged by whoever reads it. */
export const recoveryGoalMs = 2_000
/** A desk that has not come back by then is counted so; whether it ever does is the end of the run's to find out. */
const givenUpMs = 20_000
const lookEveryMs = 50

/** Whether the reader is ready and the card in it is named. */
const isBack = async ({ card }: Model, { desk }: World): Promise<boolean> => {
  if (card === null) return false
  const { reader } = await desk.ask('status:current', {})
  if (reader.state !== 'ready') return false
  return (await desk.ask('card:current', {}))?.holder?.name === visitorOf(card).name
}

/** A reader's cable came out, or the service ended: what was being measured until now is overtaken. */
export const accidentBegins = (world: World): void => {
  world.accidents += 1
}

/**
 * The accident is over: measures how long the desk needs from here until the card in the reader is named again. A card that is put in
 * meanwhile counts in; without one, or when the next accident comes first, nothing is measured.
 */
export const accidentIsOver = (model: Model, world: World): void => {
  world.accidents += 1
  const own = world.accidents
  const beganAt = performance.now()
  leaveUnderWay(world, 'recovery', async () => {
    while (world.accidents === own && model.card !== null) {
      const isOver = await isBack(model, world)
      const ms = performance.now() - beganAt
      if (isOver || ms > givenUpMs) {
        world.tally.recoveriesMs.push(ms)
        return isOver ? 'measured' : 'not by itself'
      }
      await sleep(lookEveryMs)
    }
    return 'overtaken'
  })
}

const quantile = (sample: readonly number[], share: number): number | null => {
  const value = sample.toSorted((a, b) => a - b)[Math.min(sample.length - 1, Math.floor(sample.length * share))]
  return value === undefined ? null : Math.round(value)
}

/** How long the recoveries took, and how many kept to the goal. */
export const recoverySummary = (recoveriesMs: readonly number[]) => ({
  accidents: recoveriesMs.length,
  p50: quantile(recoveriesMs, 0.5),
  p95: quantile(recoveriesMs, 0.95),
  max: quantile(recoveriesMs, 1),
  withinGoal: recoveriesMs.filter((ms) => ms <= recoveryGoalMs).length,
  goalHeld: recoveriesMs.every((ms) => ms <= recoveryGoalMs),
})
