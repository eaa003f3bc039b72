import type { Desk } from '../fixtures/desk.ts'
import type { Sims } from '../sims/client.ts'

/** What a run believes of the surroundings; commands are only played where they make sense. */
export interface Model {
  card: string | null
  isPluggedIn: boolean
  isDoctorIn: boolean
}

/** The real thing: the running app, its surroundings, and what is still under way. */
export interface World {
  readonly desk: Desk
  readonly sims: Sims
  /** Requests to the app that were not waited for: cards and cables move under them. */
  readonly underWay: Promise<void>[]
  readonly tally: Tally
  /** Counts what came over the readers and what of it was over, so that each measuring knows the next one. */
  accidents: number
}

/** What happened over all runs, to be printed at the end. */
export interface Tally {
  readonly counts: Map<string, number>
  /** From the end of an accident of reader or service until the card in the reader was named. */
  readonly recoveriesMs: number[]
}

export const newTally = (): Tally => ({ counts: new Map(), recoveriesMs: [] })

export const count = ({ tally }: Pick<World, 'tally'>, what: string): void => {
  tally.counts.set(what, (tally.counts.get(what) ?? 0) + 1)
}

/** Lets a request run beside everything else; its answer is only counted, the audit judges what became of it. */
export const leaveUnderWay = (world: World, what: string, request: () => Promise<string>): void => {
  world.underWay.push(
    request().then(
      (answer) => count(world, `${what}: ${answer}`),
      (error: unknown) => {
        throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`)
      },
    ),
  )
}
