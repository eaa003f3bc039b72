import fc from 'fast-check'
import { audit } from '../chaos/audit.ts'
import { runs } from '../chaos/commands.ts'
import { finishEverything, persist, restore } from '../chaos/settle.ts'
import { register } from '../chaos/visits.ts'
import { type Model, newTally, type World } from '../chaos/world.ts'
import { openDesk } from '../fixtures/desk.ts'
import { signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

// One loss in one run is a loss: never tried once more.
test.describe.configure({ retries: 0 })

/** `npm run e2e -- card-chaos --runs N --seed S`; a seed plays the same runs again. */
const wanted = Number(process.env.CHAOS_RUNS ?? 60)
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)
/** Runs on one store and one ledger; after that the desk starts anew, because lists that only grow would be all that is measured. */
const runsADay = 30
const longestRunMs = 120_000

const quantile = (sample: readonly number[], share: number): number =>
  Math.round(sample.toSorted((a, b) => a - b)[Math.min(sample.length - 1, Math.floor(sample.length * share))] ?? 0)

test('cards, cables, service and servers in any order: no crash, no wrong card, no serial lost or doubled', async ({
  sims,
  folder,
}) => {
  test.setTimeout(wanted * longestRunMs)
  const tally = newTally()
  const { settingsFile, env: environment } = sims
  console.log(`${wanted} runs, seed ${seed}`)
  for (let played = 0; played < wanted; played += runsADay) {
    await sims.reset()
    const desk = await openDesk({ settingsFile, dataDirectory: `${folder}/day-${played}`, environment })
    await signOn(desk, sims)
    const world: World = { desk, sims, underWay: [], tally }
    let run = 0
    await fc.assert(
      fc.asyncProperty(runs, async ({ first, isRegistered, commands }) => {
        await sims.cards.insert(first)
        if (isRegistered) {
          await persist('the first registration', async () => {
            const answer = await register(desk)
            // F4, as a person would: the run before may have left the control software looking at a reader that was out.
            if (answer !== 'done') await desk.ask('card:read-again', {})
            return answer
          })
        }
        const model: Model = { card: first, isPluggedIn: true, isDoctorIn: true }
        run += 1
        const beganAt = performance.now()
        await fc.asyncModelRun(() => ({ model, real: world }), commands)
        await restore(model, world)
        await finishEverything(model, world)
        await audit(world)
        console.log(`run ${played + run}: ${Math.round(performance.now() - beganAt)} ms`)
      }),
      // A real desk has moved on by then: the first run that fails is the finding, and it is shown whole.
      { numRuns: Math.min(runsADay, wanted - played), seed: seed + played, endOnFailure: true },
    )
    await desk.close()
    expect(desk.complaints(), 'what no process should have complained of').toEqual([])
  }
  const { recoveriesMs, counts } = tally
  const lostWrites = counts.get('close: CARD_WRITE_UNCONFIRMED') ?? 0
  const summary = {
    runs: wanted,
    seed,
    lostWrites,
    recoveryMs: { p50: quantile(recoveriesMs, 0.5), p95: quantile(recoveriesMs, 0.95), max: quantile(recoveriesMs, 1) },
    ...Object.fromEntries([...counts].toSorted()),
  }
  console.log(JSON.stringify(summary, null, 2))
  // Enough happened for the result to mean something.
  expect(counts.get('register: done') ?? 0).toBeGreaterThan(wanted / 10)
  expect(lostWrites, 'closings whose write lost its answer').toBeGreaterThanOrEqual(Math.floor(wanted / 30))
})
