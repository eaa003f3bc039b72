import { type AppError, fail } from '../../preload/contract/result.ts'
import { fileErrorCode, isOutOfSpace } from '../platform/fileErrors.ts'

/** A file operation's failure as it is told: `STORE_FULL`, `STORE_LOCATION` (details.code). Throws what is none. */
export const fileFailure = (error: unknown): AppError => {
  if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true }).error
  const code = fileErrorCode(error)
  if (code === null) throw error
  return fail('STORE_LOCATION', { details: { problem: 'inaccessible', code } }).error
}
