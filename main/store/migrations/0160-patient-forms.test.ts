import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0160 leaves the patients as they were, known by the number of their card, and to be given their words', () => {
  const db = databaseAt(150)
  addPatient(db, 'p1', 'A100000001')
  const before = db.prepare('SELECT * FROM patient').get()
  migrate(db, 160)
  expect(db.prepare('SELECT * FROM patient').get()).toEqual({
    ...(before as object),
    id_kind: 'national-id',
    newborn: null,
    phone: '',
    address: '',
    contact: '{"name":"","relation":"","phone":""}',
    search_no: null,
    words_edition: 0,
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
  const place = db.prepare('UPDATE patient SET search_no = 1 WHERE id = ?')
  place.run('p1')
  expect(() => place.run('p2')).toThrow('patient.search_no')
})

it('0160 finds words by their beginning, and who has none, without looking at everybody', () => {
  const db = databaseAt(160)
  const byWord = `SELECT search_no FROM patient_word WHERE word >= ? AND word < ? ORDER BY last_visit DESC LIMIT 50`
  expect(planOf(db, byWord)).toContain('PRIMARY KEY (word>? AND word<?)')
  expect(planOf(db, 'SELECT id FROM patient WHERE words_edition = 0 LIMIT 1')).toContain('patient_by_words_edition')
})
