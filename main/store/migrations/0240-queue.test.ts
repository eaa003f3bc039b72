import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0240 leaves visits, and takes a place for each of them once', () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 240)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const place = db.prepare(`INSERT INTO queue_place (encounter_id, day, state) VALUES (?, '2026-11-20', ?)`)
  place.run('e1', 'called')
  expect(() => place.run('e1', 'called')).toThrow('UNIQUE')
  expect(() => place.run('nobody', 'called')).toThrow('FOREIGN KEY')
  expect(() => db.prepare(`UPDATE queue_place SET state = 'gone'`).run()).toThrow('CHECK')
  expect(planOf(db, 'SELECT * FROM queue_place WHERE day = ?')).toContain('queue_place_day')
})
