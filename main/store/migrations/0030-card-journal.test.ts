import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0030 leaves the visits and takes entries with and without one', () => {
  const db = databaseAt(20)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 30)
  expect(db.prepare('SELECT id FROM encounter').pluck().all()).toEqual(['e1'])
  const add = db.prepare(
    `INSERT INTO card_journal (id, encounter_id, patient_id, kind, intent, at, state) VALUES (?, ?, 'p1', ?, '{}', 1, ?)`,
  )
  add.run('j1', null, 'serial', 'open')
  add.run('j2', 'e1', 'write-fees', 'done')
  expect(() => add.run('j3', 'e9', 'serial', 'open')).toThrow('FOREIGN KEY')
  expect(() => add.run('j4', 'e1', 'serial', 'maybe')).toThrow('CHECK')
})

it('0030 finds what is unresolved, and the entries of a visit, by index', () => {
  const db = databaseAt(30)
  expect(planOf(db, `SELECT * FROM card_journal WHERE state IN ('open', 'lost') ORDER BY at`)).toContain(
    'card_journal_unresolved',
  )
  expect(planOf(db, `SELECT * FROM card_journal WHERE encounter_id = 'e'`)).toContain('card_journal_by_encounter')
})
