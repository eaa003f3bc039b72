import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

/** A clinic's database from before visits were held anywhere but in it. */
const oldDatabase = () => {
  const db = databaseAt(90)
  addPatient(db, 'p1', 'A100000001')
  addPatient(db, 'p2', 'A100000002')
  for (const [index, id] of ['e1', 'e2', 'e3', 'e4'].entries()) addEncounter(db, id, 'p1', index + 1)
  migrate(db, 110)
  return db
}

it('0110 leaves the visits, which were held in the clinic, and takes how others are held', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(4)
  expect(db.prepare('SELECT count(*) FROM visit_attendance').pluck().get()).toBe(0)
  const insert = db.prepare('INSERT INTO visit_attendance VALUES (?, ?, ?, ?, ?, ?)')
  insert.run('e1', 'video', 'spoken', null, 'desk', 1)
  insert.run('e2', 'home', null, null, null, null)
  insert.run('e3', 'phone', 'urgent', 'chest pain', 'desk', 1)
  expect(() => insert.run('e1', 'video', 'spoken', null, 'desk', 1)).toThrow('UNIQUE')
  expect(() => insert.run('nobody', 'home', null, null, null, null)).toThrow('FOREIGN KEY')
  expect(() => insert.run('e4', 'on-site', null, null, null, null)).toThrow('CHECK')
  expect(() => insert.run('e4', 'video', null, null, null, null)).toThrow('CHECK')
  expect(() => insert.run('e4', 'home', 'spoken', null, 'desk', 1)).toThrow('CHECK')
  expect(() => insert.run('e4', 'video', 'urgent', null, 'desk', 1)).toThrow('CHECK')
  expect(() => insert.run('e4', 'video', 'spoken', 'why', 'desk', 1)).toThrow('CHECK')
  expect(() => insert.run('e4', 'video', 'spoken', null, null, 1)).toThrow('CHECK')
})

it('0110 takes requests that are open or ended, and finds the open ones of a desk', () => {
  const db = oldDatabase()
  const insert = db.prepare(
    `INSERT INTO remote_request VALUES (?, 'desk-1', 'p1', 'video', 'spoken', NULL, 'person', 1, ?, ?)`,
  )
  insert.run('r1', null, null)
  insert.run('r2', 2, 'approved')
  expect(() => insert.run('r3', 2, null)).toThrow('CHECK')
  expect(() => insert.run('r3', 2, 'forgotten')).toThrow('CHECK')
  expect(planOf(db, 'SELECT * FROM remote_request WHERE desk = ? AND ended_at IS NULL')).toContain(
    'remote_request_open',
  )
})

it('0110 takes each patient once for a day of home visits', () => {
  const db = oldDatabase()
  const insert = db.prepare('INSERT INTO home_stop VALUES (?, ?, ?)')
  insert.run('2026-11-25', 'p1', 1)
  insert.run('2026-11-25', 'p2', 2)
  insert.run('2026-11-26', 'p1', 1)
  expect(() => insert.run('2026-11-25', 'p1', 3)).toThrow('UNIQUE')
  expect(() => insert.run('2026-11-25', 'nobody', 3)).toThrow('FOREIGN KEY')
})
