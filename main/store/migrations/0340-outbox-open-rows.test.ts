import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(310)
  const add = db.prepare(
    `INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries,
       state, idempotency_key, field_errors)
     VALUES (?, ?, ?, 1, 'visit', 1, 'h', ?, 0, 0, ?, ?, '[]')`,
  )
  const states = ['waiting', 'sending', 'awaiting-result', 'accepted', 'rejected', 'quarantined']
  for (const target of ['nhi-upload', 'clinic-cloud']) {
    for (const [place, state] of states.entries()) {
      add.run(`${target} ${place}`, target, `e${place}`, 100 - place, state, `k ${target} ${place}`)
    }
  }
  return db
}

const open = `state IN ('waiting', 'sending', 'awaiting-result')`

it('0340 leaves every row, and gives the open ones of a target in the order of their deadlines', () => {
  const db = oldDatabase()
  const before = db.prepare('SELECT * FROM outbox ORDER BY id').all()
  migrate(db, 340)
  expect(db.prepare('SELECT * FROM outbox ORDER BY id').all()).toEqual(before)
  const due = `SELECT id FROM outbox WHERE target = ? AND ${open} AND state != 'sending' AND next_try_at <= ?
    ORDER BY due_at, next_try_at LIMIT 5`
  expect(db.prepare(due).pluck().all('nhi-upload', 1)).toEqual(['nhi-upload 2', 'nhi-upload 0'])
  expect(planOf(db, due)).toContain('outbox_open (target=?)')
  expect(planOf(db, due)).not.toContain('TEMP B-TREE')
})

it('0340 answers what is asked of open rows alone from the index', () => {
  const db = oldDatabase()
  migrate(db, 340)
  for (const question of [
    `SELECT min(next_try_at) FROM outbox WHERE target = ? AND ${open} AND state != 'sending' AND next_try_at > ?`,
    `SELECT due_at FROM outbox WHERE target = ? AND ${open} ORDER BY due_at LIMIT 1`,
    `SELECT count(*), min(due_at), sum(due_at < ?) FROM outbox WHERE ${open}`,
    `SELECT 1 FROM outbox WHERE ${open} AND state = 'sending'`,
  ]) {
    expect(planOf(db, question)).toContain('COVERING INDEX outbox_open')
  }
  expect(
    db.prepare("SELECT count(*) FROM sqlite_schema WHERE name IN ('outbox_due', 'outbox_next')").pluck().get(),
  ).toBe(0)
})
