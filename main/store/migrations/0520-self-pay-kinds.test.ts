import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(490)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  const insert = db.prepare(`INSERT INTO money_entry VALUES (?, 'e1', 'p1', ?, ?, 100, NULL, ?, 1, 'who', 'desk-1', 1)`)
  insert.run('m1', 'self-pay', null, '診斷證明書')
  insert.run('m2', 'payment', 'cash', null)
  return db
}

it('0520 keeps what was sold before, of no known kind', () => {
  const db = oldDatabase()
  const before = db.prepare('SELECT * FROM money_entry ORDER BY id').all()
  migrate(db, 520)
  const now = db.prepare<[], object>('SELECT * FROM money_entry ORDER BY id').all()
  expect(now).toEqual(before.map((row) => ({ ...(row as object), self_pay_kind: null })))
  expect(() => db.exec(`UPDATE money_entry SET self_pay_kind = 'drug' WHERE id = 'm1'`)).toThrow('never changed')
  expect(() => db.exec('DELETE FROM money_entry')).toThrow('never deleted')
})

it('0520 takes a known kind, of a sale only', () => {
  const db = oldDatabase()
  migrate(db, 520)
  const insert = db.prepare(
    `INSERT INTO money_entry VALUES (?, 'e1', 'p1', ?, NULL, 100, NULL, 'x', 1, 'who', 'desk-1', 1, ?)`,
  )
  insert.run('m3', 'self-pay', 'supply')
  expect(() => insert.run('m4', 'self-pay', 'gift')).toThrow('CHECK')
  expect(() => insert.run('m4', 'discount', 'drug')).toThrow('CHECK')
})
