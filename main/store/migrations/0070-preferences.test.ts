import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0070 leaves everything and takes preferences', () => {
  const db = databaseAt(60)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 70)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  db.exec(`INSERT INTO preference VALUES ('theme', '"dark"')`)
  expect(() => db.exec(`INSERT INTO preference VALUES ('theme', '"light"')`)).toThrow('UNIQUE')
  expect(planOf(db, `SELECT * FROM preference WHERE key = 'theme'`)).toContain('USING PRIMARY KEY')
})
