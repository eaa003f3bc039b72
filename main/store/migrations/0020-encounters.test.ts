import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0020 leaves the patients and takes their visits', () => {
  const db = databaseAt(10)
  addPatient(db, 'p1', 'A100000001')
  migrate(db, 20)
  expect(db.prepare('SELECT name FROM patient').pluck().all()).toEqual(['林示安'])
  addEncounter(db, 'e1', 'p1', 1)
  expect(() => addEncounter(db, 'e2', 'p1', 1)).toThrow('encounter.queue_number')
  expect(() => addEncounter(db, 'e3', 'nobody', 2)).toThrow('FOREIGN KEY')
  expect(() => db.exec(`UPDATE encounter SET state = 'gone'`)).toThrow('CHECK')
})

it('0020 finds the visits of a day and of a patient, and the rows of a visit, by index', () => {
  const db = databaseAt(20)
  const byDay = planOf(db, `SELECT * FROM encounter WHERE day = '2026-11-20' ORDER BY queue_number`)
  expect(byDay).toContain('USING INDEX')
  expect(byDay).not.toContain('TEMP B-TREE')
  expect(planOf(db, `SELECT * FROM encounter WHERE patient_id = 'p' AND day = 'd'`)).toContain('encounter_by_patient')
  for (const table of ['diagnosis', 'nhi_order', 'charge']) {
    expect(planOf(db, `SELECT * FROM ${table} WHERE encounter_id = 'e'`)).toContain('USING PRIMARY KEY')
  }
  expect(planOf(db, `SELECT * FROM consultation WHERE encounter_id = 'e'`)).toContain('USING INDEX')
})
