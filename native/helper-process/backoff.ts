const firstMs = 500
const longestMs = 5_000
/** What has run this long counts as recovered. */
const calmMs = 10_000

/** Waiting time before the next try: 0.5 s, doubling to 5 s (facts/anchors.md §2.1). */
export const backoffMs = (failures: number): number => Math.min(firstMs * 2 ** Math.max(failures - 1, 0), longestMs)

/** The count of failures in a row, the one now included, given how long the thing had run before it failed. */
export const countFailure = (failuresBefore: number, ranMs: number): number =>
  ranMs >= calmMs ? 1 : failuresBefore + 1
