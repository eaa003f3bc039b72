import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'

/** The name under which the file is kept as it was before it went forward from `version`. */
export const copyName = (file: string, version: number): string => `${file}.version-${version}`

const walIsEmpty = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0

const copyAndSync = (from: string, to: string): void => {
  const temporary = `${to}.tmp`
  try {
    copyFileSync(from, temporary)
    const handle = openSync(temporary, 'r+')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, to)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

const attempts = 20

/**
 * Keeps a copy of an existing database before its schema goes forward. The copy is taken under the write lock and with an empty
 * WAL, so that the one file holds everything. Throws the file system's errors, and `SQLITE_BUSY` as the driver does; then nothing
 * has been migrated.
 */
export const copyBeforeMigrating = (db: Database, file: string, version: number): string => {
  const copy = copyName(file, version)
  for (let attempt = 1; ; attempt += 1) {
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.exec('BEGIN IMMEDIATE')
    try {
      if (walIsEmpty(file)) {
        copyAndSync(file, copy)
        return copy
      }
    } finally {
      db.exec('ROLLBACK')
    }
    if (attempt === attempts) throw new Error('the store could not be copied: another process keeps writing')
  }
}
