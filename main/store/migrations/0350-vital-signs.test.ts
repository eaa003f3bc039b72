import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0350 leaves visits, and takes each kind of value once a visit, a glucose with its meal', () => {
  const db = databaseAt(340)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 350)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const value = db.prepare(
    `INSERT INTO vital_sign (encounter_id, kind, value, meal, measured_at, measured_by) VALUES (?, ?, ?, ?, 1, 'nurse')`,
  )
  value.run('e1', 'temperature', 37.2, null)
  value.run('e1', 'glucose', 98, 'fasting')
  expect(() => value.run('e1', 'temperature', 38, null)).toThrow('UNIQUE')
  expect(() => value.run('e1', 'pulse', 80, 'fasting')).toThrow('CHECK')
  expect(() => value.run('nobody', 'pulse', 80, null)).toThrow('FOREIGN KEY')
  expect(db.prepare(`SELECT value FROM vital_sign WHERE kind = 'temperature'`).pluck().get()).toBe(37.2)
})
