/** How far a server's clock stands from this PC's, as one reply told it. */
export interface OffsetSample {
  /** Server time minus this PC's clock, in ms, at the moment of the reply. */
  readonly offsetMs: number
  readonly roundTripMs: number
  /** Who was told it. Each tells its newest sample again and again, however old it is by now. */
  readonly source: 'control-software' | 'sync-worker' | 'serial'
}

/** The clinic's time: the servers' as soon as one has answered, this PC's until then. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  learn(sample: OffsetSample): void
  /** Server time minus this PC's clock as it stands now; null until a server has answered. */
  offsetMs(): number | null
  /**
   * Tells by how much a moment that was read earlier was wrong, in ms, whenever a server puts the clock right: what counts from such a
   * moment moves along. A sleep is no such thing, because its time has passed.
   */
  onCorrection(listener: (byMs: number) => void): void
  /** To be called when the PC wakes: the monotonic clock may have stood still, and only the PC's own clock knows for how long. */
  resumed(): void
}

/** A Date header has whole seconds, so that a sample within this of what is known says nothing new. */
const resolutionMs = 1000

/**
 * A clock that runs on the monotonic clock from the last thing a server said, so that setting this PC's clock, by hand or by the
 * system, moves no deadline.
 */
export const createClock = (sources: { readonly wall?: () => number; readonly monotonic?: () => number }): Clock => {
  const wall = sources.wall ?? Date.now
  const monotonic = sources.monotonic ?? (() => performance.now())
  /** A moment when server time, the PC's clock and the monotonic clock were read together. */
  let anchor: { readonly server: number; readonly wall: number; readonly monotonic: number } | null = null
  const newest = new Map<OffsetSample['source'], number>()
  const listeners: ((byMs: number) => void)[] = []

  const anchorAt = (server: number): void => {
    anchor = { server, wall: wall(), monotonic: monotonic() }
  }
  const now = (): number =>
    Math.round(anchor === null ? wall() : anchor.server + Math.max(0, monotonic() - anchor.monotonic))

  return {
    now,
    learn({ offsetMs, roundTripMs, source }) {
      if (!Number.isFinite(offsetMs) || !Number.isFinite(roundTripMs) || roundTripMs < 0) return
      // The same number again is an old sample told once more: if the PC's clock has been set since, it would be wrong now.
      if (offsetMs === newest.get(source)) return
      newest.set(source, offsetMs)
      const server = wall() + offsetMs
      const uncertainty = resolutionMs + roundTripMs / 2
      const byMs = server - now()
      if (anchor !== null && Math.abs(byMs) <= uncertainty) return
      anchorAt(server)
      for (const listener of listeners) listener(byMs)
    },
    offsetMs: () => (anchor === null ? null : now() - wall()),
    onCorrection: (listener) => void listeners.push(listener),
    resumed() {
      if (anchor === null) return
      const slept = wall() - anchor.wall - (monotonic() - anchor.monotonic)
      if (slept > 0) anchorAt(now() + slept)
    },
  }
}
