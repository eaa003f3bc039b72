import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import * as lowerDebts from './0490-lower-debts.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const oldBook = [
  ['m1', 'due', null, 200, null, null],
  ['m2', 'payment', 'cash', 120, 500, null],
  ['m3', 'owed', null, 80, null, null],
  ['m4', 'settlement', 'card', 30, null, null],
  ['m5', 'refund', 'card', 20, null, 'priced twice'],
] as const
const insertInto = (db: ReturnType<typeof databaseAt>) =>
  db.prepare(`INSERT INTO money_entry VALUES (?, 'e1', 'p1', ?, ?, ?, ?, ?, 1, 'who', 'desk-1', 1)`)

const oldDatabase = () => {
  const db = databaseAt(480)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  const insert = insertInto(db)
  for (const entry of oldBook) insert.run(...entry)
  return db
}
const book = (db: ReturnType<typeof databaseAt>) => db.prepare('SELECT * FROM money_entry ORDER BY id').raw().all()

it('0490 keeps the book entry by entry, and takes a debt that is lowered for a reason', () => {
  const db = oldDatabase()
  const before = book(db)
  expect(() => insertInto(db).run('m6', 'owed-less', null, 50, null, 'cheaper')).toThrow('CHECK')
  migrate(db, 490)
  expect(book(db)).toEqual(before)
  const insert = insertInto(db)
  insert.run('m6', 'owed-less', null, 50, null, 'cheaper')
  expect(() => insert.run('m7', 'owed-less', 'cash', 50, null, 'cheaper')).toThrow('CHECK')
  expect(() => insert.run('m7', 'owed-less', null, 50, null, null)).toThrow('CHECK')
  expect(() => insert.run('m7', 'gift', null, 50, null, null)).toThrow('CHECK')
  expect(() => insert.run('m7', 'payment', 'card', 200, 500, null)).toThrow('CHECK')
  expect(db.pragma('foreign_key_check')).toEqual([])
})

it('0490 leaves a book that is only added to', () => {
  const db = oldDatabase()
  migrate(db, 490)
  expect(() => db.exec(`UPDATE money_entry SET who = 'other'`)).toThrow('never changed')
  expect(() => db.exec('DELETE FROM money_entry')).toThrow('never deleted')
  expect(() => db.exec('INSERT OR REPLACE INTO money_entry SELECT * FROM money_entry')).toThrow('only added to')
})

it('0490 is done whole or not at all: broken off at its end, it runs again', () => {
  const db = oldDatabase()
  const before = book(db)
  const broken = {
    version: 490,
    up: (on: typeof db): void => {
      lowerDebts.up(on)
      throw new Error('the power went')
    },
  }
  expect(() => migrate(db, 490, [broken])).toThrow('the power went')
  expect(book(db)).toEqual(before)
  expect(() => db.exec('DELETE FROM money_entry')).toThrow('never deleted')
  migrate(db, 490)
  expect(book(db)).toEqual(before)
  expect(db.pragma('user_version', { simple: true })).toBe(490)
})

it('0490 finds debts, a shift and a day without reading the book', () => {
  const db = oldDatabase()
  migrate(db, 490)
  const debts = `SELECT patient_id, encounter_id, kind, sum(amount) FROM money_entry WHERE kind IN ('owed', 'settlement', 'owed-less')`
  const grouped = 'GROUP BY patient_id, encounter_id, kind'
  expect(planOf(db, `${debts} ${grouped}`)).toContain('COVERING INDEX money_owed')
  const shift = 'SELECT kind, method, count(*), sum(amount) FROM money_entry WHERE desk = ? AND shift = ?'
  expect(planOf(db, `${shift} GROUP BY kind, method`)).toContain('COVERING INDEX money_of_shift')
  expect(planOf(db, 'SELECT id FROM money_entry WHERE at >= ? AND at < ?')).toContain('money_by_time')
  expect(planOf(db, 'SELECT id FROM money_entry WHERE encounter_id = ?')).toContain('money_of_visit')
})
