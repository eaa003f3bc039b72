/**
 * Measures how long a step takes, in milliseconds. By the monotonic clock, because the desk's own time is the NHI's and jumps
 * when a server has told it.
 */
export const stopwatch = (): (() => number) => {
  const startedAt = performance.now()
  return () => performance.now() - startedAt
}
