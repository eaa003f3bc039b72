import type { Database } from 'better-sqlite3'
import { type Migration, migrations } from './migrations/index.ts'
import { schemaVersion } from './sqliteConnection.ts'

/** The schema this program knows. */
export const newestVersion = migrations.at(-1)?.version ?? 0

/** Throws unless the versions rise strictly, in tens: a list out of order would skip a step on some machines only. */
export const assertOrdered = (list: readonly Migration[]): void => {
  let previous = 0
  for (const { version } of list) {
    if (version <= previous || version % 10 !== 0) throw new Error(`migration ${version} stands after ${previous}`)
    previous = version
  }
}

const inTransaction = (db: Database, work: () => void): void => {
  db.exec('BEGIN IMMEDIATE')
  try {
    work()
    db.exec('COMMIT')
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

const setVersion = (db: Database, version: number): void => {
  db.pragma(`user_version = ${version}`)
}

/**
 * Takes the schema forward to `target`, each step and its version in one transaction of its own. Two processes may do this at
 * once: each step looks again, under the write lock, whether it is still to be done. A schema already further on is left alone.
 */
export const migrate = (
  db: Database,
  target: number = newestVersion,
  list: readonly Migration[] = migrations,
): void => {
  assertOrdered(list)
  for (const migration of list) {
    if (migration.version > target) break
    if (schemaVersion(db) >= migration.version) continue
    inTransaction(db, () => {
      if (schemaVersion(db) >= migration.version) return
      migration.up(db)
      setVersion(db, migration.version)
    })
  }
}

/** A transaction that writes and changes nothing: the first one of a connection, after which its durability can be asked for. */
export const writeNothing = (db: Database): void => {
  inTransaction(db, () => setVersion(db, schemaVersion(db)))
}
