import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0250 leaves visits, and keeps only sessions and exceptions that make sense', () => {
  const db = databaseAt(240)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 250)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)

  const pattern = db.prepare(
    `INSERT INTO roster_pattern VALUES (?, 'dr-1', ?, 'morning', '1', ?, ?, 10, 2, 1, NULL, '2026-11-01', ?)`,
  )
  pattern.run('r1', 1, 540, 720, null)
  expect(() => pattern.run('r1', 1, 540, 720, null)).toThrow('UNIQUE')
  expect(() => pattern.run('r2', 8, 540, 720, null)).toThrow('CHECK')
  expect(() => pattern.run('r2', 1, 720, 540, null)).toThrow('CHECK')
  expect(() => pattern.run('r2', 1, 540, 720, '2026-10-31')).toThrow('CHECK')

  const exception = db.prepare(`INSERT INTO roster_exception VALUES (?, ?, '2026-11-20', ?, ?, ?, ?, ?, '', 1)`)
  exception.run('x1', 'leave', '2026-11-21', 'dr-1', null, null, null)
  exception.run('x2', 'closed', '2026-11-21', null, null, null, null)
  exception.run('x3', 'extra', '2026-11-21', 'dr-1', 'evening', null, '{}')
  expect(() => exception.run('x4', 'closed', '2026-11-21', 'dr-1', null, null, null)).toThrow('CHECK')
  expect(() => exception.run('x4', 'substitute', '2026-11-21', 'dr-1', null, null, null)).toThrow('CHECK')
  expect(() => exception.run('x4', 'extra', '2026-11-21', 'dr-1', null, null, '{}')).toThrow('CHECK')
  expect(() => exception.run('x4', 'leave', '2026-11-19', 'dr-1', null, null, null)).toThrow('CHECK')
  expect(planOf(db, 'SELECT * FROM roster_exception WHERE to_day >= ?')).toContain('roster_exception_until')
})
