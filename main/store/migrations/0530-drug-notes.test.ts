import { expect, it } from 'vitest'
import { databaseAt } from './databaseAt.ts'

it('0530 keeps one note for each drug, that says something', () => {
  const db = databaseAt(530)
  const keep = db.prepare(`INSERT INTO drug_note VALUES (?, ?, NULL, ?, 1, 'who')`)
  keep.run('A029089100', null, '飯後配溫水')
  expect(() => keep.run('A029089100', '退燒', null)).toThrow('UNIQUE')
  expect(() => keep.run('AC58534100', null, null)).toThrow('CHECK')
  expect(() => keep.run('AC58534100', '', 'x')).toThrow('CHECK')
})
