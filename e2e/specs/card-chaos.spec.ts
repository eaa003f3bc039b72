import fc from 'fast-check'
import { audit } from '../chaos/audit.ts'
import { runs } from '../chaos/commands.ts'
import { recoverySummary } from '../chaos/recovery.ts'
import { finishEverything, persist, restore } from '../chaos/settle.ts'
import { register } from '../chaos/visits.ts'
import { type Model, newTally, type World } from '../chaos/world.ts'
import { failWithEarlierFinding, finding } from '../fixtures/finding.ts'
import { signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

/** `npm run e2e -- card-chaos --runs N --seed S`; a seed plays the same runs again, that of a day (as printed) those of the day. */
const wanted = Number(process.env.CHAOS_RUNS ?? 60)
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)
/** Runs on one store and one ledger, a story; after that the desk starts anew, because lists that only grow would be all that is measured. */
const runsADay = 30
const longestRunMs = 120_000

/** Numbers of runs, a day each. */
const days = Array.from({ length: Math.ceil(wanted / runsADay) }, (_, day) =>
  Math.min(runsADay, wanted - day * runsADay),
)

// Days side by side where several desks play: each has readers, servers, a store and a ledger of its own.
for (const [day, runsToday] of days.entries()) {
  const first = day * runsADay + 1
  test(`cards, cables, service and servers in any order, runs ${first} to ${first + runsToday - 1}: no crash, no wrong card, no serial lost or doubled`, async ({
    sims,
    desk,
  }) => {
    failWithEarlierFinding()
    test.setTimeout(runsToday * longestRunMs)
    const tally = newTally()
    const seedToday = seed + day * runsADay
    console.log(`${runsToday} runs, seed ${seedToday}`)
    await signOn(desk, sims)
    const world: World = { desk, sims, underWay: [], tally, accidents: 0 }
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
        await finding(() => audit(world))
        console.log(`run ${day * runsADay + run}: ${Math.round(performance.now() - beganAt)} ms`)
      }),
      // A real desk has moved on by then: the first run that fails is the finding, and it is shown whole.
      { numRuns: runsToday, seed: seedToday, endOnFailure: true, includeErrorInReport: true },
    )
    const { recoveriesMs, counts } = tally
    const lostWrites = counts.get('close: CARD_WRITE_UNCONFIRMED') ?? 0
    const summary = {
      runs: runsToday,
      seed: seedToday,
      lostWrites,
      // Only told: how fast a machine is that other work shares is no property of the program.
      recoveryMs: recoverySummary(recoveriesMs),
      ...Object.fromEntries([...counts].toSorted()),
    }
    console.log(JSON.stringify(summary, null, 2))
    // Enough happened for the result to mean something; a day of thirty has about ten registrations that get through.
    expect(counts.get('register: done') ?? 0).toBeGreaterThan(runsToday / 15)
    expect(lostWrites, 'closings whose write lost its answer').toBeGreaterThanOrEqual(Math.floor(runsToday / 30))
  })
}
