import Sqlite from 'better-sqlite3'
import { type AppError, fail } from '../../preload/contract/result.ts'

/** Writes that failed for want of room; `IOERR_WRITE` and its like are what a quota or a full share answers instead of `FULL`. */
const fullCodes: readonly string[] = [
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_TRUNCATE',
]

const fileSystemFullCodes: readonly string[] = ['ENOSPC', 'EDQUOT']

/** The driver's code of an error (`SQLITE_FULL`), or the operating system's (`ENOSPC`); null for any other error. */
export const errorCodeOf = (error: unknown): string | null => {
  if (error instanceof Sqlite.SqliteError) return error.code
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return null
}

/** The expected failures of a write; null for anything else, which is a fault of the program and should be thrown. */
export const writeFailure = (error: unknown): AppError | null => {
  const code = errorCodeOf(error)
  if (code === null) return null
  const details = { sqlite: code }
  if (fullCodes.includes(code) || fileSystemFullCodes.includes(code)) {
    return fail('STORE_FULL', { retryable: true, details }).error
  }
  if (code.startsWith('SQLITE_BUSY')) return fail('STORE_BUSY', { retryable: true, details }).error
  return null
}

/** Whether an error says that the file can't be read as a database: damaged, or opened with another key. */
export const isUnreadable = (error: unknown): boolean => {
  const code = errorCodeOf(error)
  return code !== null && (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
}

/** Whether an error says that the place can't be written to or opened. */
export const isInaccessible = (error: unknown): boolean => {
  const code = errorCodeOf(error)
  return (
    code !== null &&
    (code.startsWith('SQLITE_CANTOPEN') ||
      code.startsWith('SQLITE_READONLY') ||
      code === 'SQLITE_PERM' ||
      code === 'EACCES' ||
      code === 'EPERM' ||
      code === 'EROFS')
  )
}
