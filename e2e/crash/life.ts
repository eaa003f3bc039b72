import { visitors } from '../chaos/people.ts'
import { signOnAgain } from '../chaos/settle.ts'
import type { Desk } from '../fixtures/desk.ts'
import { finding } from '../fixtures/finding.ts'
import type { LaunchOptions } from '../fixtures/launch.ts'
import { expect } from '../pages/soon.ts'
import type { Sims } from '../sims/client.ts'
import { compareBackups } from './backups.ts'
import { openClinic } from './clinic.ts'
import type { Dice } from './dice.ts'
import { compareLedgers, readStore, type ScreenLedger, type StoredLedger } from './ledgers.ts'
import { awaitMoment, moments } from './moments.ts'
import { killWhileStarting } from './start.ts'
import { allGone, killNow, processesOf, type Victim } from './victims.ts'

/** Everything one day at the desk is made of. */
export interface Day {
  readonly desk: Desk
  readonly launch: LaunchOptions
  readonly sims: Sims
  readonly screen: ScreenLedger
  readonly dice: Dice
  /** Card that is in the reader. */
  person: (typeof visitors)[number]
  readonly counted: (what: string, times?: number) => void
  readonly recoveriesMs: number[]
  readonly backupFolder: string
}

/** The worker's pauses between restarts double; a third kill in a row would only measure them. */
const mostWorkerKills = 2

/** The desk stands ready again, with its sync worker: never stuck. */
const standsReady = async ({ desk, sims }: Day): Promise<void> => {
  await expect
    .poll(
      async () => {
        const { reader, outbox } = await desk.ask('status:current', {})
        return reader.state === 'ready' && outbox.running
      },
      { intervals: [50] },
    )
    .toBe(true)
  await signOnAgain({ desk, sims })
}

/** Compares the three ledgers. The servers are asked after the store was read: what it calls accepted they must have by then. */
export const compare = async (
  { desk, sims, screen, counted, backupFolder }: Day,
  program: 'dead' | 'running',
): Promise<StoredLedger> => {
  const store = await readStore(desk.dataDirectory, program)
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  await finding(() => compareLedgers(screen, store, { nhi, cloud }))
  counted('ledgers compared')
  if (program === 'dead') {
    if (compareBackups(backupFolder).parts > 0) counted('found: a backup cut in the middle')
    if (store.cutFrames > 0) counted('found: a transaction cut in the middle')
    if (store.rows.some(({ state }) => state === 'sending')) counted('found: a record on its way')
    const isTold = ({ id }: { readonly id: string }): boolean => screen.closed.has(id)
    const untold = store.visits.filter((visit) => visit.state === 'closed' && !isTold(visit))
    if (untold.length > 0) counted('found: a visit saved and not told any more')
    // The next screen shows it, and then it counts.
    for (const { id } of untold) screen.closed.add(id)
  }
  return store
}

const changeCard = async (day: Day): Promise<void> => {
  const { dice, sims } = day
  if (dice.next() > 0.25) return
  day.person = dice.pick(visitors as unknown as readonly [Day['person'], ...Day['person'][]])
  await sims.cards.insert(day.person.card)
}

const isNew = (worker: number | null, killed: number | null): boolean => worker !== null && worker !== killed

/** Lets the clinic work and kills at a moment; its driver has ended then. Gives the sync worker that there was. */
const workUntilKilled = async (day: Day, victim: Victim): Promise<number | null> => {
  const { desk, sims, dice, counted } = day
  const processes = await processesOf(desk)
  const clinic = openClinic({ desk, screen: day.screen, person: () => day.person.name, counted })
  const moment = dice.pick(moments)
  const isHit = await awaitMoment({
    ...{ moment, dice, sims, dataDirectory: desk.dataDirectory, backupFolder: day.backupFolder },
    // Killed in the middle of it, the desk gives no answer.
    beginBackup: () => void desk.invoke('backup:run', {}).catch(() => undefined),
    rest: async () => {
      clinic.stop()
      await clinic.ended
    },
  })
  killNow(victim, processes)
  counted(`killed: ${victim}`)
  counted(`moment: ${isHit ? moment : 'any'}`)
  if (victim === 'worker') clinic.stop()
  else await allGone(processes.all)
  await clinic.ended
  return processes.worker
}

/**
 * One life of the program: it works, its worker is killed up to twice, then main or everything is. Gives the number of kills; the
 * desk is down afterwards.
 */
export const live = async (day: Day, killsLeft: number): Promise<number> => {
  const { desk, dice, counted } = day
  let kills = 0
  await standsReady(day)
  await changeCard(day)
  const workerKills = Math.min(dice.below(mostWorkerKills + 1), killsLeft - 1)
  for (; kills < workerKills; kills += 1) {
    const killed = await workUntilKilled(day, 'worker')
    const beganAt = performance.now()
    // Not the board alone, which learns of the end a moment later.
    await expect.poll(async () => isNew((await processesOf(desk)).worker, killed), { intervals: [50] }).toBe(true)
    await standsReady(day)
    day.recoveriesMs.push(performance.now() - beganAt)
    await compare(day, 'running')
  }
  await workUntilKilled(day, dice.pick(['main', 'everything']))
  kills += 1
  await desk.crash()
  await compare(day, 'dead')
  counted('lives')
  return kills
}

/** Starts the program again; now and then it is killed while it starts, once. Gives the number of kills. */
export const comeBack = async (day: Day, killsLeft: number): Promise<number> => {
  const { desk, dice, counted } = day
  let kills = 0
  if (killsLeft > 0 && dice.next() < 0.15) {
    await killWhileStarting(day.launch, dice.below(900))
    counted('killed: everything')
    counted('moment: start')
    await compare(day, 'dead')
    kills = 1
  }
  const beganAt = performance.now()
  await desk.start()
  await standsReady(day)
  day.recoveriesMs.push(performance.now() - beganAt)
  return kills
}
