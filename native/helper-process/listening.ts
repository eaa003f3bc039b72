const tickMs = 1_000

/** Notices that somebody who speaks often has fallen silent. */
export interface Listening {
  /** It spoke; listening begins, or begins anew. */
  heard(): void
  /** Nothing is expected of it any more. */
  stop(): void
}

/**
 * Counts seconds without a word in ticks of this process, and not by the clock: neither a PC that sleeps nor a main process that was
 * held up for a while makes a silence out of its own.
 *
 * @param silentAfter seconds
 */
export const createListening = (silentAfter: number, onSilent: () => void): Listening => {
  let ticks = 0
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    heard() {
      ticks = 0
      timer ??= setInterval(() => {
        ticks += 1
        if (ticks < silentAfter) return
        stop()
        onSilent()
      }, tickMs)
    },
    stop,
  }
}
