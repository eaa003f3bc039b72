import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0570 keeps visits as they were, of no known department, and takes one from now on', () => {
  const db = databaseAt(530)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  db.exec(`UPDATE encounter SET state = 'closed', closed_at = 9, paid = '{"amount":200,"received":500,"paidAt":9}'`)
  const before = db.prepare('SELECT * FROM encounter').get()
  migrate(db, 570)
  expect(db.prepare('SELECT * FROM encounter').get()).toEqual({ ...(before as object), department: null })
  addEncounter(db, 'e2', 'p1', 2)
  const set = db.prepare(`UPDATE encounter SET department = ? WHERE id = 'e2'`)
  set.run('02')
  expect(() => set.run('')).toThrow('CHECK')
  expect(db.prepare('SELECT id, department FROM encounter ORDER BY id').all()).toEqual([
    { id: 'e1', department: null },
    { id: 'e2', department: '02' },
  ])
})
