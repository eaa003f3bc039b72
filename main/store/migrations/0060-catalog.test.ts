import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0060 leaves the patients and takes codes with their words', () => {
  const db = databaseAt(50)
  addPatient(db, 'p1', 'A100000001')
  migrate(db, 60)
  expect(db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(1)
  const add = db.prepare(
    `INSERT INTO catalog_concept VALUES (?, 'icd-10-cm', ?, ?, ?, '', 1, '', NULL, '{}', '2025-01-01', NULL)`,
  )
  add.run(1, 'J06.9', 'J069', '急性上呼吸道感染')
  expect(() => add.run(2, 'J06.9', 'J069', '')).toThrow('UNIQUE')
  db.prepare('INSERT INTO catalog_words (rowid, words) VALUES (1, ?)').run('急 性 上 呼 吸 道 感 染')
  const find = db.prepare('SELECT rowid FROM catalog_words WHERE catalog_words MATCH ?').pluck()
  expect(find.all('"呼 吸 道"')).toEqual([1])
  expect(find.all('"道 吸"')).toEqual([])
  db.exec('DELETE FROM catalog_words WHERE rowid = 1')
  expect(find.all('"呼 吸 道"')).toEqual([])
})

it('0060 finds a code and its beginnings by index', () => {
  const db = databaseAt(60)
  const plan = planOf(
    db,
    `SELECT * FROM catalog_concept WHERE system = 's' AND code_plain >= 'J0' AND code_plain < 'J1' ORDER BY code_plain`,
  )
  expect(plan).toContain('USING INDEX')
  expect(plan).not.toContain('TEMP B-TREE')
})
