/** A server's clock: the machine's time plus a shift that a test chooses. */
export interface SimulatedClock {
  /** Milliseconds since the epoch as this server believes. */
  now(): number
  readonly shiftMs: number
  shiftTo(shiftMs: number): void
}

export function createSimulatedClock(): SimulatedClock {
  let shiftMs = 0
  return {
    now: () => Date.now() + shiftMs,
    get shiftMs() {
      return shiftMs
    },
    shiftTo(next) {
      shiftMs = next
    },
  }
}
