import type { Database } from 'better-sqlite3'
import { errorCodeOf, isUnreadable } from '../sqliteErrors.ts'

/** `quick` reads each page; `integrity` also holds every index against its table. */
export type CheckKind = 'quick' | 'integrity'

/** So many problems say enough. */
const mostProblems = 5

/** Looks through a store. Null when it is whole, else what SQLite says, without any content. Throws what isn't damage (`SQLITE_BUSY`). */
export const checkStore = (db: Database, kind: CheckKind): string | null => {
  try {
    const lines = db.prepare<[], string>(`PRAGMA ${kind}_check(${mostProblems})`).pluck().all()
    return lines.length === 1 && lines[0] === 'ok' ? null : lines.join('\n').slice(0, 500)
  } catch (error) {
    if (isUnreadable(error)) return errorCodeOf(error) ?? 'unreadable'
    throw error
  }
}
