import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0480 leaves visits, and takes the cancellation of a prescription once for a version, for good', () => {
  const db = databaseAt(460)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 480)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const add = db.prepare('INSERT INTO refill_cancellation (encounter_id, version, cancelled_at) VALUES (?, ?, 1)')
  add.run('e1', 2)
  add.run('e1', 4)
  expect(() => add.run('e1', 2)).toThrow('UNIQUE')
  expect(() => add.run('e1', 1)).toThrow('CHECK')
  expect(() => add.run('e2', 2)).toThrow('FOREIGN KEY')
  expect(() => db.exec('DELETE FROM refill_cancellation')).toThrow('never deleted')
  expect(() => db.exec('UPDATE refill_cancellation SET cancelled_at = 2')).toThrow('never changed')
})
