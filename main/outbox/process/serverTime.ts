import type { Clock } from '../../platform/clock.ts'

/** A Date header has whole seconds; main is told of nothing smaller. */
const worthTellingMs = 1_000
/** From here on, moments that were reckoned with the old time are wrong by more than any waiting time is long. */
const correctionMs = 60_000

export interface ServerTimeOptions {
  readonly clock: Pick<Clock, 'now' | 'learn' | 'offsetMs'>
  /** The newest offset a server has told; null before the first. */
  readonly offsetMs: () => number | null
  readonly onOffset: (offsetMs: number) => void
  /** The clock has jumped by much. */
  readonly onCorrected: () => void
}

/** Round trip assumed for a Date header: a wrong guess costs half of it in accuracy. */
const assumedRoundTripMs = 1_000

/** Keeps the worker's clock by the servers' and tells main. To be called whenever a server may have answered. */
export const createServerTime = (options: ServerTimeOptions): { readonly look: () => void } => {
  let told: number | null = null
  return {
    look: () => {
      const offsetMs = options.offsetMs()
      if (offsetMs === null) return
      const before = options.clock.now()
      options.clock.learn({ offsetMs, roundTripMs: assumedRoundTripMs, source: 'sync-worker' })
      const jumped = Math.abs(options.clock.now() - before)
      if (told === null || Math.abs(offsetMs - told) >= worthTellingMs) {
        told = offsetMs
        options.onOffset(offsetMs)
      }
      if (jumped >= correctionMs) options.onCorrected()
    },
  }
}
