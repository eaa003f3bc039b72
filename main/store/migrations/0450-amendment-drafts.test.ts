import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0450 leaves visits, and takes one begun amendment for each of them', () => {
  const db = databaseAt(360)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 450)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const add = db.prepare(
    `INSERT INTO amendment_draft (encounter_id, content, saved_at, saved_by) VALUES (?, '{}', 1, '許示範')`,
  )
  add.run('e1')
  expect(() => add.run('e1')).toThrow('UNIQUE')
  expect(() => add.run('e2')).toThrow('FOREIGN KEY')
})
