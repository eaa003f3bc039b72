import { visitors } from '../chaos/people.ts'
import { finishEverything } from '../chaos/settle.ts'
import { type Model, newTally } from '../chaos/world.ts'
import { backUpOnceMore, chooseBackupFolder } from '../crash/backups.ts'
import { createDice } from '../crash/dice.ts'
import { compareAtEnd, emptyScreenLedger } from '../crash/ledgers.ts'
import { comeBack, compare, type Day, live } from '../crash/life.ts'
import { openDesk } from '../fixtures/desk.ts'
import { failWithEarlierFinding, finding } from '../fixtures/finding.ts'
import { signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

/** `npm run e2e -- crash-loop --kills N --seed S`; a seed kills the same victims at the same kinds of moment. */
const wanted = Number(process.env.CRASH_KILLS ?? 40)
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 2 ** 31)
/** Kills on one store; after that the desk begins anew, because lists that only grow would be all that is measured. */
const killsADay = 50
const longestKillMs = 60_000

const quantile = (sample: readonly number[], share: number): number =>
  Math.round(sample.toSorted((a, b) => a - b)[Math.min(sample.length - 1, Math.floor(sample.length * share))] ?? 0)

test('killed at any moment: nothing lost, nothing doubled, no false green, never stuck', async ({ sims, folder }) => {
  failWithEarlierFinding()
  test.setTimeout(60_000 + wanted * longestKillMs)
  const { counts } = newTally()
  const counted = (what: string, times = 1): void => void counts.set(what, (counts.get(what) ?? 0) + times)
  const recoveriesMs: number[] = []
  const summaryOf = (kills: number) => ({
    kills,
    seed,
    recoveryMs: { p50: quantile(recoveriesMs, 0.5), p95: quantile(recoveriesMs, 0.95), max: quantile(recoveriesMs, 1) },
    ...Object.fromEntries([...counts].toSorted()),
  })
  const { settingsFile, env: environment } = sims
  console.log(`${wanted} kills, seed ${seed}`)
  for (let killed = 0; killed < wanted; ) {
    const daily = Math.min(killsADay, wanted - killed)
    await sims.reset()
    const launch = { settingsFile, dataDirectory: `${folder}/day-${killed}/data`, environment }
    const desk = await openDesk(launch)
    // The supervisor says so each time that we kill its worker, and main's own end cuts requests off.
    desk.expectComplaint(/outbox-exited|outbox-not-ready/)
    const backupFolder = `${folder}/day-${killed}/backups`
    await chooseBackupFolder(desk, backupFolder)
    await signOn(desk, sims)
    const [person] = visitors
    if (person === undefined) throw new Error('nobody comes')
    const dice = createDice(seed + killed)
    const day: Day = {
      desk,
      launch,
      sims,
      screen: emptyScreenLedger(),
      dice,
      person,
      counted,
      recoveriesMs,
      backupFolder,
    }
    await sims.cards.insert(person.card)
    const beganAt = performance.now()
    for (let kills = 0; kills < daily; ) {
      kills += await live(day, daily - kills)
      kills += await comeBack(day, daily - kills)
      console.log(
        `${killed + kills} kills, ${day.screen.closed.size} visits, ${Math.round(performance.now() - beganAt)} ms`,
      )
    }
    killed += daily

    await test.step('given its time, everything is delivered, by itself and once', async () => {
      await sims.nhi.clearFaults()
      await sims.cloud.clearFaults()
      const model: Model = { card: day.person.card, isPluggedIn: true, isDoctorIn: true }
      await finishEverything(model, { desk, sims, underWay: [], tally: { counts, recoveriesMs }, accidents: 0 })
      await expect
        .poll(async () => (await desk.ask('status:current', {})).outbox.unsent, { timeout: 90_000, intervals: [500] })
        .toBe(0)
      // The desk counts a few times a second at most, so that its number may be older than the last visit's rows.
      await expect
        .poll(async () => (await compare(day, 'running')).rows.filter(({ state }) => state !== 'accepted'), {
          timeout: 90_000,
          intervals: [1_000],
        })
        .toEqual([])
      const store = await compare(day, 'running')
      const servers = { nhi: await sims.nhi.ledger(), cloud: await sims.cloud.ledger() }
      await finding(() => compareAtEnd(store, servers))
      counted('visits', store.visits.length)
      counted('visits closed and delivered', store.rows.length / 2)
      counted('handed in more than once, counted once', (await sims.nhi.ledger()).records.filter(isSentAgain).length)
    })
    await test.step('a backup after all this is whole', () => backUpOnceMore(desk, backupFolder))
    await desk.close()
    expect(desk.complaints(), 'what no process should have complained of').toEqual([])
    // A run that is stopped keeps the account of its whole days.
    if (killed < wanted) console.log(JSON.stringify(summaryOf(killed)))
  }
  console.log(JSON.stringify(summaryOf(wanted), null, 2))
  // Enough was done for the result to mean something.
  expect(counts.get('visits closed and delivered') ?? 0).toBeGreaterThan(wanted / 8)
})

/** The NHI took the same record in a second time, which is what makes a lost answer harmless. */
const isSentAgain = ({
  firstReceivedAt,
  receivedAt,
}: {
  readonly firstReceivedAt: number
  readonly receivedAt: number
}) => receivedAt > firstReceivedAt
