import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(90)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 200)
  return db
}

it('0200 leaves the visits and makes up no money for them', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  expect(db.prepare('SELECT count(*) FROM money_entry').pluck().get()).toBe(0)
})

it('0200 takes only entries that make sense', () => {
  const db = oldDatabase()
  const insert = db.prepare(`INSERT INTO money_entry VALUES (?, ?, 'p1', ?, ?, ?, ?, ?, 1, 'who', 'desk-1', 1)`)
  insert.run('m1', 'e1', 'due', null, 200, null, null)
  insert.run('m2', 'e1', 'payment', 'cash', 150, 500, null)
  insert.run('m3', 'e1', 'owed', null, 50, null, null)
  insert.run('m4', 'e1', 'refund', 'card', 20, null, 'priced twice')
  expect(() => insert.run('m1', 'e1', 'due', null, 200, null, null)).toThrow('only added to')
  expect(() => insert.run('m5', 'nobody', 'due', null, 200, null, null)).toThrow('FOREIGN KEY')
  expect(() => insert.run('m5', 'e1', 'gift', null, 200, null, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'payment', null, 200, null, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'payment', 'cheque', 200, null, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'payment', 'cash', 0, null, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'payment', 'cash', 200, 100, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'payment', 'card', 200, 500, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'refund', 'cash', 200, null, null)).toThrow('CHECK')
  expect(() => insert.run('m5', 'e1', 'discount', null, 200, null, '')).toThrow('CHECK')
})

it('0200 changes and deletes nothing of the book, by no way', () => {
  const db = oldDatabase()
  db.exec(`
    INSERT INTO money_entry VALUES ('m1', 'e1', 'p1', 'due', NULL, 200, NULL, NULL, 1, 'who', 'desk-1', 1);
    INSERT INTO drawer_opening VALUES ('desk-1', 1, 2000, 1, 'who');
    INSERT INTO drawer_closing VALUES ('desk-1', 1, 2200, 2200, '{}', NULL, 2, 'who');
  `)
  for (const table of ['money_entry', 'drawer_opening', 'drawer_closing']) {
    expect(() => db.exec(`UPDATE ${table} SET who = 'other'`)).toThrow('never changed')
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('never deleted')
    expect(() => db.exec(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).toThrow('only added to')
  }
})

it('0200 closes only a shift that was opened, once, and a difference only with its reason', () => {
  const db = oldDatabase()
  db.exec(`INSERT INTO drawer_opening VALUES ('desk-1', 1, 2000, 1, 'who')`)
  const close = db.prepare(`INSERT INTO drawer_closing VALUES ('desk-1', ?, 2200, ?, '{}', ?, 2, 'who')`)
  expect(() => close.run(2, 2200, null)).toThrow('FOREIGN KEY')
  expect(() => close.run(1, 2100, null)).toThrow('CHECK')
  close.run(1, 2100, 'change given twice')
  expect(() => close.run(1, 2200, null)).toThrow('only added to')
})

it('0200 finds debts and the money of a shift without reading the book', () => {
  const db = oldDatabase()
  const debts = `SELECT patient_id, encounter_id, kind, sum(amount) FROM money_entry WHERE kind IN ('owed', 'settlement')`
  expect(planOf(db, `${debts} AND patient_id = ? GROUP BY patient_id, encounter_id, kind`)).toContain(
    'COVERING INDEX money_owed',
  )
  expect(planOf(db, `${debts} GROUP BY patient_id, encounter_id, kind`)).toContain('COVERING INDEX money_owed')
  expect(
    planOf(
      db,
      'SELECT kind, method, count(*), sum(amount) FROM money_entry WHERE desk = ? AND shift = ? GROUP BY kind, method',
    ),
  ).toContain('COVERING INDEX money_of_shift')
})

it('0200 counts a doctor’s visits of a month from the index alone', () => {
  const db = oldDatabase()
  const plan = planOf(
    db,
    `SELECT day, count(*) FROM encounter WHERE practitioner_id = ? AND day >= ? AND day <= ? AND state <> 'cancelled'
       AND treatment_item IN ('01', '04') AND (day < ? OR queue_number <= ?) GROUP BY day`,
  )
  expect(plan).toContain('encounter_of_doctor')
  expect(plan).not.toContain('TEMP B-TREE')
})
