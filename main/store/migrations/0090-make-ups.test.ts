import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

/** A database of a clinic that has worked for a while: visits, one of them an exception, and a serial in the journal. */
const oldDatabase = () => {
  const db = databaseAt(70)
  addPatient(db, 'p1', 'A100000001')
  for (const [index, id] of ['e1', 'e2', 'e3'].entries()) addEncounter(db, id, 'p1', index + 1)
  db.exec(`UPDATE encounter SET state = 'closed', exception_code = 'A020' WHERE id = 'e2'`)
  db.exec(`INSERT INTO card_journal (id, encounter_id, patient_id, kind, intent, at, state)
    VALUES ('j1', 'e1', 'p1', 'serial', '{"treatmentItem":"01","cardNumber":"900000000011","afterCheck":"1"}', 1, 'done')`)
  migrate(db, 90)
  return db
}

it('0090 leaves visits and journal and takes debts, make-ups and reasons of them', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(3)
  expect(db.prepare('SELECT id FROM card_journal').pluck().all()).toEqual(['j1'])
  const debt = db.prepare(
    `INSERT INTO card_debt (encounter_id, patient_id, day, deposit, due_on, state, ended_at, refund)
     VALUES (?, 'p1', '2026-11-20', 500, '2026-12-04', ?, ?, ?)`,
  )
  debt.run('e1', 'open', null, 0)
  expect(() => debt.run('e1', 'open', null, 0)).toThrow('UNIQUE')
  expect(() => debt.run('nobody', 'open', null, 0)).toThrow('FOREIGN KEY')
  expect(() => debt.run('e2', 'open', 1, 0)).toThrow('CHECK')
  expect(() => debt.run('e2', 'returned', null, 0)).toThrow('CHECK')
  expect(() => debt.run('e2', 'returned', 1, 501)).toThrow('CHECK')
  db.exec(`INSERT INTO make_up VALUES ('e2', '2', '1151120100000', 'NOCARD00000000000001', 1)`)
  expect(() => db.exec(`INSERT INTO make_up VALUES ('e3', '2', NULL, NULL, 1)`)).toThrow('CHECK')
  expect(() => db.exec(`INSERT INTO exception_reason VALUES ('e2', '')`)).toThrow('CHECK')
})

it('0090 takes one make-up serial for a visit, beside the ordinary one', () => {
  const db = oldDatabase()
  const serial = db.prepare(
    `INSERT INTO card_journal (id, encounter_id, patient_id, kind, intent, at, state)
     VALUES (?, 'e1', 'p1', 'serial', '{"afterCheck":"2"}', 1, ?)`,
  )
  serial.run('j2', 'failed')
  serial.run('j3', 'lost')
  expect(() => serial.run('j4', 'open')).toThrow('UNIQUE')
})

it('0090 finds what is open without looking at everything', () => {
  const db = oldDatabase()
  expect(planOf(db, `SELECT * FROM card_debt WHERE state = 'open' ORDER BY due_on`)).toContain('card_debt_open')
  expect(
    planOf(db, `SELECT * FROM encounter WHERE exception_code IS NOT NULL AND state = 'closed' AND day >= ?`),
  ).toContain('encounter_exceptions')
})
