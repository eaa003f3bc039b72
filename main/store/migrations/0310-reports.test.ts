import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0310 finds the money of a day by its time, in old books, too', () => {
  const db = databaseAt(240)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  const insert = db.prepare(
    `INSERT INTO money_entry VALUES (?, 'e1', 'p1', 'due', NULL, 200, NULL, NULL, ?, 'who', 'desk-1', 1)`,
  )
  for (const at of [1, 2, 3]) insert.run(`m${at}`, at)
  migrate(db, 310)
  const query = 'SELECT id FROM money_entry WHERE at >= ? AND at < ?'
  expect(db.prepare(query).pluck().all(2, 3)).toEqual(['m2'])
  expect(planOf(db, query)).toContain('money_by_time')
})
