import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(130)
  db.exec(`
    INSERT INTO catalog_edition VALUES ('icd-10-cm', '2023 (starter)'), ('nhi-drug', '115.07 (starter)');
    INSERT INTO preference VALUES ('catalogSeededBy', '0.1.0'), ('theme', '"dark"');
    INSERT INTO catalog_concept VALUES
      (10000000, 'icd-10-cm', 'J06.9', 'J069', '急性上呼吸道感染', 'Acute upper respiratory infection', 1, '', NULL, '{}', '2025-01-01', NULL),
      (20000000, 'nhi-drug', 'AC00000100', 'AC00000100', '', 'SAMPLEMOL B12', 1, '錠', 1.5, '{}', '2026-01-01', NULL);
    INSERT INTO catalog_words (rowid, words) VALUES (10000000, '急 性'), (20000000, 'samplemol b12');
  `)
  migrate(db, 180)
  return db
}

it('0180 makes editions of the tables that are there, and their concepts keep their ids', () => {
  const db = oldDatabase()
  expect(
    db.prepare('SELECT id, system, edition, price_basis, state, concepts FROM catalog_edition').raw().all(),
  ).toEqual([
    [1, 'icd-10-cm', '2023 (starter)', 'none', 'active', 1],
    [2, 'nhi-drug', '115.07 (starter)', 'demonstration', 'active', 1],
  ])
  expect(db.prepare('SELECT id, edition_id, code FROM catalog_concept').raw().all()).toEqual([
    [10_000_000, 1, 'J06.9'],
    [20_000_000, 2, 'AC00000100'],
  ])
  expect(db.prepare(`SELECT rowid FROM catalog_words WHERE catalog_words MATCH '"samplemol"'`).pluck().all()).toEqual([
    20_000_000,
  ])
  expect(db.prepare('SELECT term FROM catalog_term').pluck().all()).toEqual([
    'acute',
    'b12',
    'infection',
    'respiratory',
    'samplemol',
    'upper',
  ])
  expect(db.prepare('SELECT key FROM preference').pluck().all()).toEqual(['theme'])
})

it('0180 lets two editions of a system lie side by side, and one of them answer', () => {
  const db = oldDatabase()
  const edition = db.prepare(
    `INSERT INTO catalog_edition VALUES (?, 'nhi-drug', 'next', 'official', ?, '2026-12-01', 'a.csv', 5, 0)`,
  )
  edition.run(5, 'building')
  edition.run(6, 'building')
  expect(() => edition.run(7, 'active')).toThrow('UNIQUE')
  expect(() => edition.run(7, 'other')).toThrow('CHECK')
  db.exec(`INSERT INTO catalog_concept
    SELECT 50000000, 5, system, code, code_plain, '', '', 1, '', 2, '{}', valid_from, NULL FROM catalog_concept WHERE edition_id = 2`)
  expect(
    planOf(
      db,
      `SELECT * FROM catalog_concept WHERE edition_id = ? AND code_plain >= 'A' AND code_plain < 'B' ORDER BY code_plain`,
    ),
  ).not.toMatch('SCAN|TEMP')
})

it('0180 takes each favourite of a practitioner once', () => {
  const db = oldDatabase()
  const mark = db.prepare(`INSERT INTO catalog_favourite VALUES (?, 'icd-10-cm', 'J06.9', 'J069', 1)`)
  mark.run('d1')
  mark.run('d2')
  expect(() => mark.run('d1')).toThrow('UNIQUE')
  expect(planOf(db, `SELECT * FROM catalog_favourite WHERE practitioner_id = ?`)).toContain('PRIMARY KEY')
})
