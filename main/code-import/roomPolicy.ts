import { type AppError, fail } from '../../preload/contract/result.ts'

/** An edition of the longest official list, with the database's own log beside it, takes about half of that. */
const leastFreeBytes = 512 * 1024 * 1024

/**
 * Why an import may not write any more, or null. It stops long before the desk does (`diskState`): codes can wait, patients can't.
 * Where the system doesn't tell what is free, the disk itself will.
 */
export const roomProblem = (freeBytes: number | null): AppError | null =>
  freeBytes !== null && freeBytes < leastFreeBytes
    ? fail('STORE_FULL', { retryable: true, details: { freeBytes } }).error
    : null
