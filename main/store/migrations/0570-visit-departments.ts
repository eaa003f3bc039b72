import type { Database } from 'better-sqlite3'

export const version = 570

/**
 * 科別 stands with the visit, as the doctor's name does: a doctor leaves, or takes up another department, and what is printed of the visit
 * later says what it was. Nobody wrote it down before.
 */
export const up = (db: Database): void => {
  db.exec(`ALTER TABLE encounter ADD COLUMN department TEXT CHECK (department <> '')`)
}
