import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0510 leaves visits as they are, and gives each place of a day once', () => {
  const db = databaseAt(490)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  addEncounter(db, 'e2', 'p1', 2)
  const before = db.prepare('SELECT * FROM encounter').all()
  migrate(db, 510)
  expect(db.prepare('SELECT * FROM encounter').all()).toEqual(before)
  expect(db.prepare('SELECT count(*) FROM dispensing').pluck().get()).toBe(0)
  const dispense = db.prepare(`INSERT INTO dispensing VALUES (?, ?, ?, '周試藥', '2026-11-20', ?)`)
  expect(() => dispense.run('nothing', 'doctor', 'd1', 1)).toThrow('FOREIGN KEY')
  expect(() => dispense.run('e1', 'nurse', 'd1', 1)).toThrow('CHECK')
  expect(() => dispense.run('e1', 'doctor', 'd1', 0)).toThrow('CHECK')
  dispense.run('e1', 'clinic-pharmacist', 'ph1', 1)
  expect(() => dispense.run('e2', 'clinic-pharmacist', 'ph1', 1)).toThrow('UNIQUE')
  dispense.run('e2', 'doctor', 'd1', 1)
})

it('0510 finds the places of a day without reading every dispensing', () => {
  const db = databaseAt(510)
  const places = 'SELECT number FROM dispensing WHERE practitioner_id = ? AND day = ? ORDER BY number'
  expect(planOf(db, places)).toMatch(/SEARCH.*COVERING INDEX/)
})
