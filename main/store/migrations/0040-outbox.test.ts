import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

it('0040 leaves the visits and takes each row of a visit and target once', () => {
  const db = databaseAt(30)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 40)
  expect(db.prepare('SELECT id FROM encounter').pluck().all()).toEqual(['e1'])
  const add = db.prepare(
    `INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries,
       state, idempotency_key, field_errors, payload)
     VALUES (?, 'nhi-upload', 'e1', ?, 'visit', 1, '', 1, 1, 0, 'waiting', ?, '[]', ?)`,
  )
  add.run('o1', 1, 'k1', 'x'.repeat(20_000))
  add.run('o2', 2, 'k2', 'x')
  expect(() => add.run('o3', 1, 'k3', 'x')).toThrow('UNIQUE')
  expect(() => add.run('o1', 3, 'k4', 'x')).toThrow('outbox.id')
  expect(db.prepare(`SELECT length(payload) FROM outbox WHERE id = 'o1'`).pluck().get()).toBe(20_000)
})

it('0040 looks for work in the index of open rows, in the order of their deadlines', () => {
  const db = databaseAt(40)
  const open = planOf(
    db,
    `SELECT * FROM outbox WHERE state IN ('waiting', 'sending', 'awaiting-result') ORDER BY due_at LIMIT 10`,
  )
  expect(open).toContain('outbox_open')
  expect(open).not.toContain('TEMP B-TREE')
  expect(
    planOf(
      db,
      `SELECT * FROM outbox WHERE state IN ('rejected', 'quarantined') AND state = 'rejected' ORDER BY due_at`,
    ),
  ).toContain('outbox_refused')
  expect(planOf(db, `SELECT * FROM outbox WHERE state = 'accepted' ORDER BY due_at DESC`)).toContain('outbox_accepted')
  expect(planOf(db, `SELECT * FROM outbox WHERE id = 'o'`)).toContain('USING INDEX')
})
