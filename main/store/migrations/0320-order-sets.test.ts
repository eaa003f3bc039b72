import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt, planOf } from './databaseAt.ts'

it('0320 leaves the catalogue, and keeps sets of a practitioner and of the clinic', () => {
  const db = databaseAt(310)
  db.exec(`INSERT INTO catalog_favourite VALUES ('dr-1', 'nhi-drug', 'A029089100', 'A029089100', 1)`)
  migrate(db, 320)
  expect(db.prepare('SELECT count(*) FROM catalog_favourite').pluck().get()).toBe(1)
  const add = db.prepare(`INSERT INTO order_set VALUES (?, ?, ?, 'cold', '[]', 1, NULL)`)
  add.run('s1', 'dr-1', '感冒')
  add.run('s2', null, '感冒')
  expect(() => add.run('s1', null, '感冒')).toThrow('UNIQUE')
  expect(() => add.run('s3', null, '')).toThrow('CHECK')
  expect(planOf(db, 'SELECT * FROM order_set WHERE practitioner_id = ?')).toContain('order_set_owner')
})
