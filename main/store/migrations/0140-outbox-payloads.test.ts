import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { unpackText } from '../packedText.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const visits = 1_203

const oldDatabase = () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  const add = db.prepare(
    `INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries,
       state, idempotency_key, field_errors, payload)
     VALUES (?, 'clinic-cloud', ?, 1, 'visit', 1, ?, 1, 1, 0, ?, ?, '[]', ?)`,
  )
  for (let index = 1; index <= visits; index += 1) {
    addEncounter(db, `e${index}`, 'p1', index)
    const payload = JSON.stringify({ visit: `e${index}`, text: '上呼吸道感染 '.repeat(index % 50) })
    const state = index % 2 === 0 ? 'accepted' : 'waiting'
    add.run(`o${index}`, `e${index}`, hash('sha256', payload), state, `k${index}`, payload)
  }
  return db
}

it('0140 moves every payload, whole, and leaves the rows as they were', () => {
  const db = oldDatabase()
  const before = db.prepare('SELECT id, state, idempotency_key, payload FROM outbox').all() as {
    id: string
    payload: string
  }[]
  migrate(db, 140)
  expect(db.prepare('SELECT id, state, idempotency_key FROM outbox').all()).toEqual(
    before.map(({ payload: _, ...row }) => row),
  )
  const moved = db
    .prepare<[], { id: string; number: number; packed: Buffer; payload_hash: string }>(
      `SELECT id, number, packed, payload_hash FROM outbox JOIN outbox_payload ON outbox_id = id ORDER BY outbox.rowid`,
    )
    .all()
  expect(moved.map(({ id, packed }) => ({ id, payload: unpackText(packed) }))).toEqual(
    before.map(({ id, payload }) => ({ id, payload })),
  )
  for (const { number, packed, payload_hash } of moved) {
    expect({ number, payload_hash }).toEqual({ number: 1, payload_hash: hash('sha256', packed) })
  }
  expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  expect(() => db.prepare('SELECT payload FROM outbox')).toThrow('no such column')
})

it('0140 keeps a payload for ever, and the ones after it beside it', () => {
  const db = oldDatabase()
  migrate(db, 140)
  const add = db.prepare('INSERT INTO outbox_payload (outbox_id, number, packed) VALUES (?, ?, ?)')
  add.run('o1', 2, Buffer.from('x'))
  expect(() => add.run('o1', 2, Buffer.from('y'))).toThrow('UNIQUE')
  expect(() => add.run('nothing', 1, Buffer.from('y'))).toThrow('FOREIGN KEY')
  expect(() => db.exec(`UPDATE outbox_payload SET packed = 'y' WHERE outbox_id = 'o1'`)).toThrow('never changed')
  expect(() => db.exec(`DELETE FROM outbox_payload WHERE outbox_id = 'o1'`)).toThrow('never deleted')
  const newest = 'SELECT packed FROM outbox_payload WHERE outbox_id = ? ORDER BY number DESC LIMIT 1'
  expect(planOf(db, newest)).toContain('USING INDEX')
  expect(planOf(db, newest)).not.toContain('TEMP B-TREE')
})
