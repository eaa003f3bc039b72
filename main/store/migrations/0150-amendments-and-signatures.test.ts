import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

/** A clinic that has sent visits, one of which was refused. */
const oldDatabase = () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  const row = db.prepare(
    `INSERT INTO outbox (id, target, aggregate_id, sequence, kind, schema_version, payload_hash, due_at, next_try_at, tries,
       state, idempotency_key, field_errors, payload)
     VALUES (?, 'nhi-upload', 'e1', ?, 'visit', 1, '', 1, 1, 1, 'rejected', ?, '[]', '{}')`,
  )
  row.run('o1', 1, 'k1')
  row.run('o2', 2, 'k2')
  migrate(db, 150)
  return db
}

it('0150 leaves the rows that were sent, and takes one successor of each', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT id FROM outbox ORDER BY id').pluck().all()).toEqual(['o1', 'o2'])
  const replacement = db.prepare('INSERT INTO outbox_replacement VALUES (?, ?, ?)')
  expect(() => replacement.run('o1', 'amended', null)).toThrow('CHECK')
  expect(() => replacement.run('o1', 'withdrawn', 'o2')).toThrow('CHECK')
  expect(() => replacement.run('o1', 'amended', 'nothing')).toThrow('FOREIGN KEY')
  replacement.run('o1', 'amended', 'o2')
  replacement.run('o2', 'withdrawn', null)
  expect(() => replacement.run('o1', 'deleted', 'o2')).toThrow('UNIQUE')
})

it('0150 keeps an earlier version as it was', () => {
  const db = oldDatabase()
  const version = db.prepare(`INSERT INTO visit_version VALUES ('e1', 1, ?, 5, '櫃檯', ?, 0, '{}')`)
  expect(() => version.run('amended', '')).toThrow('CHECK')
  expect(() => version.run('forgotten', '打錯')).toThrow('CHECK')
  version.run('amended', '打錯')
  expect(() => version.run('amended', '打錯')).toThrow('UNIQUE')
  expect(() => db.exec(`UPDATE visit_version SET reason = 'x'`)).toThrow('never changed')
  expect(() => db.exec('DELETE FROM visit_version')).toThrow('never deleted')
})

it('0150 finds what a row replaces without looking at everything', () => {
  expect(planOf(oldDatabase(), 'SELECT * FROM outbox_replacement WHERE by_id = ?')).toContain('outbox_replacement_by')
})

const signedDatabase = () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  addEncounter(db, 'e2', 'p1', 2)
  migrate(db, 150)
  db.exec(`INSERT INTO signature_act VALUES ('a1', 5, 'front-1', 'A123456789', '900000000001', 's', 'r', 'x')`)
  return db
}

it('0150 begins no clock for the visits that were there, and takes each version of a record once', () => {
  const db = signedDatabase()
  expect(db.prepare('SELECT count(*) FROM record_signature').pluck().get()).toBe(0)
  const record = db.prepare(`INSERT INTO record_signature VALUES ('e1', ?, 'dr-1', 1, 2, 'abc', ?, ?, 'text')`)
  expect(() => record.run(1, 'signed', null)).toThrow('CHECK')
  expect(() => record.run(1, 'unsigned', 'nobody')).toThrow('FOREIGN KEY')
  record.run(1, 'unsigned', null)
  expect(() => record.run(1, 'unsigned', null)).toThrow('UNIQUE')
  record.run(2, 'signed', 'a1')
})

it('0150 lets an unsigned record be signed, and nothing that was signed be changed', () => {
  const db = signedDatabase()
  db.exec(`INSERT INTO record_signature VALUES ('e1', 1, 'dr-1', 1, 2, 'abc', 'unsigned', NULL, 'text')`)
  db.exec(`UPDATE record_signature SET state = 'signed', act_id = 'a1'`)
  db.exec(`UPDATE record_signature SET state = 'replaced'`)
  expect(() => db.exec(`UPDATE record_signature SET act_id = NULL`)).toThrow('never changed')
  expect(() => db.exec(`UPDATE record_signature SET text = 'other'`)).toThrow('never changed')
  expect(() => db.exec(`UPDATE signature_act SET signature = 'other'`)).toThrow('never changed')
})

it('0150 finds what is unsigned by its deadline', () => {
  expect(
    planOf(signedDatabase(), `SELECT * FROM record_signature WHERE state = 'unsigned' AND due_at <= ? ORDER BY due_at`),
  ).toContain('record_unsigned')
})
