import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0460 leaves visits, and takes what each desk left half typed at one', () => {
  const db = databaseAt(450)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 460)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const add = db.prepare(`INSERT INTO half_typed (encounter_id, desk, fields, saved_at) VALUES (?, ?, '{}', 1)`)
  add.run('e1', 'desk-1')
  add.run('e1', 'desk-2')
  expect(() => add.run('e1', 'desk-1')).toThrow('UNIQUE')
  expect(() => add.run('e2', 'desk-1')).toThrow('FOREIGN KEY')
})
