import { type Burst, mayBeScan } from './wedge.ts'

/** Keeps what saves typed text by itself waiting while the keys may be a scan's: a token must not be kept as part of a note. */
export interface BurstHold {
  /** What the newest key has made of the burst; once it has ended its box must have its old text back. */
  note(burst: Burst): void
  /** Runs it now, or as soon as nothing is held. */
  whenTyped(run: () => void): void
}

/** So long after the last key nothing more of the burst is to be expected, even by a page that was too busy to hear it. */
const pauseMs = 500

export const createBurstHold = (): BurstHold => {
  let pause: ReturnType<typeof setTimeout> | undefined
  let held: readonly (() => void)[] = []
  const release = (): void => {
    clearTimeout(pause)
    pause = undefined
    const runs = held
    held = []
    for (const run of runs) run()
  }
  return {
    note: (burst) => {
      if (mayBeScan(burst)) {
        clearTimeout(pause)
        pause = setTimeout(release, pauseMs)
      } else if (burst.keys === 0) release()
      // A late key may be a busy PC's: what is held stays so for the rest of its pause.
    },
    whenTyped: (run) => {
      if (pause === undefined) run()
      else held = [...held, run]
    },
  }
}

/** The one of this window, as it has one keyboard. */
export const burstHold = createBurstHold()
