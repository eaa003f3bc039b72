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
}

/** What happened over all runs, to be printed at the end. */
export interface Tally {
  readonly counts: Map<string, number>
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
