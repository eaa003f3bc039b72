import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0270 leaves visits, and takes each dispensing of a refill prescription once', () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  addEncounter(db, 'e2', 'p1', 2)
  addEncounter(db, 'e3', 'p1', 3)
  migrate(db, 270)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(3)
  expect(db.prepare('SELECT count(*) FROM refill_prescription').pluck().get()).toBe(0)
  const issue = db.prepare(`INSERT INTO refill_prescription VALUES (?, 'p1', '2026-11-01', ?, ?, '2027-01-29')`)
  expect(() => issue.run('e1', 4, 30)).toThrow('CHECK')
  expect(() => issue.run('e1', 1, 30)).toThrow('CHECK')
  expect(() => issue.run('nothing', 3, 30)).toThrow('FOREIGN KEY')
  issue.run('e1', 3, 30)
  const supply = db.prepare(`INSERT INTO refill_supply VALUES (?, ?, ?, '2026-11-01', 30)`)
  expect(() => supply.run('e2', 'e2', 1)).toThrow('FOREIGN KEY')
  supply.run('e1', 'e1', 1)
  supply.run('e2', 'e1', 2)
  expect(() => supply.run('e3', 'e1', 2)).toThrow('UNIQUE')
  expect(() => db.exec(`DELETE FROM refill_prescription`)).toThrow('FOREIGN KEY')
})

it('0270 finds what is open by patient and by day', () => {
  const db = databaseAt(270)
  expect(planOf(db, 'SELECT * FROM refill_prescription WHERE patient_id = ?')).toContain('refill_prescription_patient')
  expect(planOf(db, 'SELECT * FROM refill_prescription WHERE lapses_on >= ?')).toContain('refill_prescription_lapsing')
})
