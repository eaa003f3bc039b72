import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt } from './databaseAt.ts'

it('0160 leaves the patients as they were, known by the number of their card and with nothing written down yet', () => {
  const db = databaseAt(150)
  addPatient(db, 'p1', 'A100000001')
  const before = db.prepare('SELECT * FROM patient').get()
  migrate(db, 160)
  expect(db.prepare('SELECT * FROM patient').get()).toEqual({
    ...(before as object),
    id_kind: 'national-id',
    newborn: null,
    phone: '',
    phone_digits: '',
    address: '',
    contact: '{"name":"","relation":"","phone":""}',
    contact_digits: '',
  })
})

it('0160 knows three ways to be known, and still takes each number once', () => {
  const db = databaseAt(160)
  addPatient(db, 'p1', 'A100000001')
  addPatient(db, 'p2', 'A100000002')
  const kind = db.prepare('UPDATE patient SET id_kind = ?, national_id = ? WHERE id = ?')
  kind.run('passport', 'P1234567', 'p2')
  expect(() => kind.run('library-card', 'L1', 'p2')).toThrow('CHECK')
  expect(() => kind.run('passport', 'A100000001', 'p2')).toThrow('patient.national_id')
})
