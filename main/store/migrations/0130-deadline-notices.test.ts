import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(90)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 130)
  return db
}

it('0130 leaves visits and takes each alarm of a clock once', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const notice = db.prepare(`INSERT INTO deadline_notice VALUES (?, 'upload', ?, ?, 5, 'NHI_UNREACHABLE', ?)`)
  notice.run('e1', 100, '4', null)
  notice.run('e1', 100, 'late', '停電')
  notice.run('e1', 200, '4', null)
  expect(() => notice.run('e1', 100, '4', null)).toThrow('UNIQUE')
  expect(() => notice.run('e1', 100, '3', null)).toThrow('CHECK')
  expect(() => notice.run('e1', 100, '1', '')).toThrow('CHECK')
  expect(() => notice.run('nobody', 100, '1', null)).toThrow('FOREIGN KEY')
})

it('0130 finds unfinished visits and late receipts without looking at everything', () => {
  const db = oldDatabase()
  const unfinished = `SELECT * FROM encounter WHERE state IN ('waiting', 'in-consultation', 'to-pay') AND registered_at < ?`
  expect(planOf(db, unfinished)).toContain('encounter_unfinished')
  const open = `state IN ('waiting', 'sending', 'awaiting-result')`
  expect(planOf(db, `SELECT * FROM outbox WHERE target = ? AND ${open} ORDER BY due_at, id LIMIT 5`)).toContain(
    'outbox_due',
  )
  expect(planOf(db, `SELECT * FROM outbox WHERE target = ? AND ${open} ORDER BY next_try_at LIMIT 1`)).toContain(
    'outbox_next',
  )
  const late = `SELECT * FROM outbox WHERE state = 'accepted' AND receipt_at > due_at ORDER BY due_at DESC`
  expect(planOf(db, late)).toContain('outbox_late')
})
