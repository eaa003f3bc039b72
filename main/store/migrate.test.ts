import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { assertOrdered, migrate, newestVersion } from './migrate.ts'
import { type Migration, migrations } from './migrations/index.ts'
import { schemaVersion } from './sqliteConnection.ts'

const step = (version: number, statement: string): Migration => ({ version, up: (db) => db.exec(statement) })

describe('the list of migrations', () => {
  it('rises strictly, in tens, and holds every file of the folder', () => {
    expect(() => assertOrdered(migrations)).not.toThrow()
    const files = readdirSync(join(import.meta.dirname, 'migrations'))
      .filter((name) => /^\d{4}-.*(?<!\.test)\.ts$/.test(name))
      .map((name) => Number(name.slice(0, 4)))
    expect(migrations.map(({ version }) => version)).toEqual(files)
  })

  it.each([
    ['out of order', [10, 30, 20]],
    ['twice', [10, 10]],
    ['not in tens', [10, 15]],
    ['before the first', [0, 10]],
  ])('is refused when a number stands %s', (_what, versions) => {
    expect(() => assertOrdered(versions.map((version) => step(version, '')))).toThrow('migration')
  })
})

describe('migrate', () => {
  it('goes from nothing to the newest schema, and then does nothing more', () => {
    const db = new Sqlite(':memory:')
    migrate(db)
    expect(schemaVersion(db)).toBe(newestVersion)
    const before = db.pragma('schema_version', { simple: true })
    migrate(db)
    expect(db.pragma('schema_version', { simple: true })).toBe(before)
  })

  it('does a step wholly or not at all', () => {
    const db = new Sqlite(':memory:')
    const list = [step(10, 'CREATE TABLE a (b)'), step(20, 'CREATE TABLE c (d); INSERT INTO missing VALUES (1)')]
    expect(() => migrate(db, 20, list)).toThrow('missing')
    expect(schemaVersion(db)).toBe(10)
    expect(db.prepare(`SELECT name FROM sqlite_schema`).pluck().all()).toEqual(['a'])
    expect(db.inTransaction).toBe(false)
  })

  it('leaves a schema alone that is further on', () => {
    const db = new Sqlite(':memory:')
    db.pragma('user_version = 900')
    migrate(db)
    expect(schemaVersion(db)).toBe(900)
    expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
  })
})
