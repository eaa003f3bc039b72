import type { FaultyDay } from './faultyDay.ts'

/** What besides the servers goes wrong in a day. */
export interface Weather {
  readonly name: string
  /** What this machine lacks for it, or null. */
  readonly missing: () => string | null
  /** Plays it; the worker runs before and after. */
  readonly play: (day: FaultyDay) => Promise<void>
}
