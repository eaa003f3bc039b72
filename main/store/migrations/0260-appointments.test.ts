import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0260 leaves visits, and ties an appointment to one number, one visit and one word of the cloud', () => {
  const db = databaseAt(250)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 260)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)

  const add = db.prepare(
    `INSERT INTO appointment (id, day, session, at_minute, practitioner_id, number, name, phone, source, state, encounter_id,
       cloud_id, booked_at, booked_by, changed_at, version)
     VALUES (?, '2026-11-20', 'morning', 540, 'dr-1', ?, '林示安', '', ?, ?, ?, ?, 1, '櫃檯', 1, 1)`,
  )
  add.run('a1', 1, 'phone', 'booked', null, null)
  expect(() => add.run('a2', 1, 'phone', 'booked', null, null)).toThrow('UNIQUE')
  add.run('a2', 1, 'phone', 'cancelled', null, null)
  add.run('a3', 2, 'cloud', 'arrived', 'e1', 'c1')
  expect(() => add.run('a4', 3, 'phone', 'arrived', 'e1', null)).toThrow('UNIQUE')
  expect(() => add.run('a4', 3, 'cloud', 'booked', null, 'c1')).toThrow('UNIQUE')
  expect(() => add.run('a4', 3, 'cloud', 'booked', null, null)).toThrow('CHECK')
  expect(() => add.run('a4', 3, 'phone', 'booked', 'e1', null)).toThrow('CHECK')
  expect(() => add.run('a4', 3, 'phone', 'arrived', 'nobody', null)).toThrow('FOREIGN KEY')
  expect(() => db.prepare(`INSERT INTO cloud_pull VALUES (2, NULL, NULL)`).run()).toThrow('CHECK')

  expect(planOf(db, 'SELECT * FROM appointment WHERE day = ?')).toContain('appointment_of_day')
  expect(planOf(db, 'SELECT * FROM appointment WHERE state = ? AND day >= ?')).toContain('appointment_by_state')
  expect(planOf(db, 'SELECT * FROM appointment WHERE encounter_id = ?')).toContain('appointment_of_visit')
  expect(planOf(db, 'SELECT * FROM cloud_appointment WHERE taken = 0')).toContain('cloud_appointment_new')
})
