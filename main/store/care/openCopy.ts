import type { Database } from 'better-sqlite3'
import { type ConnectionOptions, openConnection } from '../sqliteConnection.ts'
import { isUnreadable } from '../sqliteErrors.ts'

/** Opens a file to look at it; null when it isn't opened by this key, or is no database at all. Throws the driver's other errors. */
export const openCopy = (options: Omit<ConnectionOptions, 'readonly'>): Database | null => {
  try {
    return openConnection({ ...options, readonly: true })
  } catch (error) {
    if (isUnreadable(error)) return null
    throw error
  }
}
