import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(360)
  const add = db.prepare(
    `INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries, state,
       idempotency_key, receipt_at, field_errors)
     VALUES (?, 'nhi-upload', ?, 1, 'visit', 1, 'h', ?, 0, 1, ?, ?, ?, '[]')`,
  )
  add.run('late', 'e1', 100, 'accepted', 'k1', 900)
  add.run('early', 'e2', 200, 'accepted', 'k2', 150)
  add.run('open', 'e3', 50, 'waiting', 'k3', null)
  return db
}

it('0420 leaves every row, and gives delivered ones by their receipts without sorting', () => {
  const db = oldDatabase()
  const before = db.prepare('SELECT * FROM outbox ORDER BY id').all()
  migrate(db, 420)
  expect(db.prepare('SELECT * FROM outbox ORDER BY id').all()).toEqual(before)
  const newest = `SELECT id FROM outbox WHERE state = 'accepted' ORDER BY receipt_at DESC LIMIT 5`
  expect(db.prepare(newest).pluck().all()).toEqual(['late', 'early'])
  expect(planOf(db, newest)).toContain('INDEX outbox_accepted')
  expect(planOf(db, newest)).not.toContain('TEMP B-TREE')
})

it('0420 counts the receipts of a time from the index alone', () => {
  const db = oldDatabase()
  migrate(db, 420)
  const counted = `SELECT count(*) FROM outbox WHERE state = 'accepted' AND receipt_at >= ? AND receipt_at < ?`
  expect(db.prepare(counted).pluck().get(100, 900)).toBe(1)
  expect(planOf(db, counted)).toContain('COVERING INDEX outbox_accepted (receipt_at>? AND receipt_at<?)')
})
