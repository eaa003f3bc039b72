import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0370 leaves visits, asks the cloud for nothing by itself, and keeps each version of a record once', () => {
  const db = databaseAt(360)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 370)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  expect(db.prepare('SELECT count(*) FROM cloud_catch_up').pluck().get()).toBe(0)
  const add = db.prepare(
    `INSERT INTO cloud_finding (record_id, version, finding, packed, found_at) VALUES ('r1', ?, ?, x'00', 1)`,
  )
  add.run(1, 'missing')
  add.run(2, 'differs')
  expect(() => add.run(1, 'missing')).toThrow('UNIQUE')
  expect(() => add.run(3, 'lost')).toThrow('CHECK')
  const owe = db.prepare(`INSERT INTO cloud_catch_up (only_one, state, records, owed_at) VALUES (?, 'owed', 0, 1)`)
  owe.run(1)
  expect(() => owe.run(2)).toThrow('CHECK')
})
