import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(160)
  addPatient(db, 'p1', 'A100000001')
  addPatient(db, 'p2', 'A100000002')
  db.prepare(`UPDATE patient SET note = '重聽' WHERE id = 'p2'`).run()
  migrate(db, 170)
  return db
}

it('0170 makes the note of a chart its first, and leaves the patients', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT patient_id, severity, text, ended_at FROM patient_note').all()).toEqual([
    { patient_id: 'p2', severity: 'info', text: '重聽', ended_at: null },
  ])
  expect(db.prepare('SELECT id, note, problems FROM patient ORDER BY id').all()).toEqual([
    { id: 'p1', note: '', problems: '[]' },
    { id: 'p2', note: '重聽', problems: '[]' },
  ])
})

it('0170 lets a chart be merged into one other at a time, and a family have one head', () => {
  const db = oldDatabase()
  addPatient(db, 'p3', 'A100000003')
  const merge = db.prepare(`INSERT INTO patient_merge VALUES (?, ?, ?, '{}', 1, '', NULL)`)
  merge.run('m1', 'p1', 'p2')
  expect(() => merge.run('m2', 'p3', 'p2')).toThrow('patient_merge.merged_id')
  expect(() => merge.run('m3', 'p1', 'p1')).toThrow('CHECK')
  db.prepare('UPDATE patient_merge SET undone_at = 2').run()
  merge.run('m2', 'p3', 'p2')
  const member = db.prepare(`INSERT INTO family_member VALUES (?, 'f1', '', ?)`)
  member.run('p1', 1)
  member.run('p2', 0)
  expect(() => member.run('p3', 1)).toThrow('family_member.family_id')
})

it('0170 answers from an index', () => {
  const db = oldDatabase()
  const plans = [
    'SELECT * FROM patient_note WHERE patient_id = ? AND ended_at IS NULL',
    'SELECT * FROM patient_merge WHERE kept_id = ? AND undone_at IS NULL',
    'SELECT * FROM patient_merge WHERE merged_id = ? AND undone_at IS NULL',
    'SELECT * FROM family_member WHERE family_id = ?',
  ].map((query) => planOf(db, query))
  for (const plan of plans) expect(plan).toContain('USING INDEX')
})
