import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const intent = (cardNumber: string) => JSON.stringify({ treatmentItem: '01', cardNumber, afterCheck: '1' })
/** 2026-11-20 23:30 in Taipei. */
const late = Date.parse('2026-11-20T15:30:00Z')

it('0080 keeps every entry, and gives a serial its card, item and day', () => {
  const db = databaseAt(70)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  const old = db.prepare(
    `INSERT INTO card_journal (id, encounter_id, patient_id, kind, intent, at, state, outcome) VALUES (?, ?, 'p1', ?, ?, ?, ?, ?)`,
  )
  old.run('j1', 'e1', 'serial', intent('900000000011'), late, 'done', '{"visitSequenceNumber":"0007"}')
  old.run('j2', 'e1', 'write-fees', '{"treatmentDateTime":"1151120233000"}', late + 1, 'lost', null)
  old.run('j3', null, 'serial', intent('900000000022'), late + 2, 'lost', null)
  migrate(db, 80)
  expect(
    db
      .prepare('SELECT id, encounter_id, state, outcome, desk, card_number, treatment_item, day FROM card_journal')
      .raw()
      .all(),
  ).toEqual([
    ['j1', 'e1', 'done', '{"visitSequenceNumber":"0007"}', null, '900000000011', '01', '2026-11-20'],
    ['j2', 'e1', 'lost', null, null, null, null, null],
    ['j3', null, 'lost', null, null, '900000000022', '01', '2026-11-20'],
  ])
})

it('0080 lets only the newest of several lost serials keep its claim, and loses none', () => {
  const db = databaseAt(70)
  addPatient(db, 'p1', 'A100000001')
  const old = db.prepare(
    `INSERT INTO card_journal (id, encounter_id, patient_id, kind, intent, at, state) VALUES (?, NULL, 'p1', 'serial', ?, ?, 'lost')`,
  )
  old.run('j1', intent('900000000011'), late)
  old.run('j2', intent('900000000011'), late + 5)
  old.run('j3', intent('900000000011'), late + 5)
  migrate(db, 80)
  expect(db.prepare('SELECT id, card_number FROM card_journal ORDER BY id').raw().all()).toEqual([
    ['j1', null],
    ['j2', null],
    ['j3', '900000000011'],
  ])
  expect(db.prepare(`SELECT count(*) FROM card_journal WHERE intent LIKE '%900000000011%'`).pluck().get()).toBe(3)
})

it('0080 takes one open or lost serial of a card and day, however many have ended', () => {
  const db = databaseAt(80)
  addPatient(db, 'p1', 'A100000001')
  const add = db.prepare(
    `INSERT INTO card_journal (id, patient_id, kind, intent, at, state, desk, card_number, treatment_item, day)
     VALUES (?, 'p1', ?, '{}', 1, ?, 'front-1', '900000000011', '01', ?)`,
  )
  add.run('j1', 'serial', 'done', '2026-11-20')
  add.run('j2', 'serial', 'lost', '2026-11-20')
  expect(() => add.run('j3', 'serial', 'open', '2026-11-20')).toThrow('UNIQUE')
  add.run('j4', 'serial', 'open', '2026-11-21')
  add.run('j5', 'card-update', 'open', '2026-11-20')
  expect(() => add.run('j6', 'party', 'open', '2026-11-20')).toThrow('CHECK')
  db.exec(`UPDATE card_journal SET state = 'failed' WHERE id = 'j2'`)
  add.run('j7', 'serial', 'open', '2026-11-20')
  expect(
    planOf(db, `SELECT * FROM card_journal WHERE card_number = ? AND kind = 'serial' AND state IN ('open', 'lost')`),
  ).toContain('card_journal_claim')
})
