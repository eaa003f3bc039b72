const firstMs = 500
/** The longest wait for what costs something to start: a process, a library, a serial port. */
const longestMs = 5_000
/** The longest wait for a service of this PC, which costs nothing to ask, and for which a patient stands at the desk. */
export const serviceWaitMs = 1_000
/** What has run this long counts as recovered. */
const calmMs = 10_000

/** Waiting time before the next try: 0.5 s, doubling to the longest (facts/anchors.md §2.1). */
export const backoffMs = (failures: number, mostMs = longestMs): number =>
  Math.min(firstMs * 2 ** Math.max(failures - 1, 0), mostMs)

/** The count of failures in a row, the one now included, given how long the thing had run before it failed. */
export const countFailure = (failuresBefore: number, ranMs: number): number =>
  ranMs >= calmMs ? 1 : failuresBefore + 1
