import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0010 makes patients out of nothing, each national id and chart number once', () => {
  const db = databaseAt(0)
  migrate(db, 10)
  addPatient(db, 'p1', 'A100000001')
  expect(() => addPatient(db, 'p2', 'A100000001')).toThrow('patient.national_id')
  expect(() => addPatient(db, 'p1', 'A100000002')).toThrow('UNIQUE')
})

it('0010 answers every way to look a patient up from an index', () => {
  const db = databaseAt(10)
  expect(planOf(db, `SELECT * FROM patient WHERE national_id = 'A'`)).toContain('USING INDEX')
  expect(planOf(db, `SELECT * FROM patient WHERE chart_number = '1'`)).toContain('USING INDEX')
  expect(planOf(db, `SELECT * FROM patient WHERE birth_date = '2000-01-01'`)).toContain('patient_by_birth_date')
  const byName = `SELECT id FROM patient WHERE name_search LIKE '%x%' ORDER BY last_visit_on DESC`
  expect(planOf(db, byName)).toContain('COVERING INDEX patient_by_name')
})
