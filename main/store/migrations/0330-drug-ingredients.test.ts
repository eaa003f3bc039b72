import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt } from './databaseAt.ts'

it('0330 keeps the drugs, whose ingredients nobody has told yet, and has the starter tables looked at again', () => {
  const db = databaseAt(320)
  db.exec(`INSERT INTO catalog_concept VALUES (10000000, 1, 'nhi-drug', 'AC00000100', 'AC00000100', '', 'SAMPLEMOL', 1, '錠', 1.5, '{}',
    '2026-01-01', NULL);
    INSERT INTO preference VALUES ('catalogSeededBy', '"0.1.0"'), ('theme', '"dark"')`)
  migrate(db, 330)
  expect(db.prepare('SELECT code, unit_points, ingredient, atc FROM catalog_concept').all()).toEqual([
    { code: 'AC00000100', unit_points: 1.5, ingredient: '', atc: '' },
  ])
  expect(db.prepare('SELECT key FROM preference').pluck().all()).toEqual(['theme'])
})
