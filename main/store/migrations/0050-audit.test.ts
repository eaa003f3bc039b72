import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addPatient, databaseAt } from './databaseAt.ts'

it('0050 leaves the patients and keeps a trail that is only ever added to', () => {
  const db = databaseAt(40)
  addPatient(db, 'p1', 'A100000001')
  migrate(db, 50)
  expect(db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(1)
  const add = (verb: string, sequence: number, who: string): unknown =>
    db.prepare(`${verb} INTO audit VALUES (?, 1, ?, 'd', 'a', 's', '{}', 'p', 'h')`).run(sequence, who)
  add('INSERT', 1, 'first')
  add('INSERT', 2, 'second')
  expect(() => db.exec(`UPDATE audit SET who = 'other'`)).toThrow('never changed')
  expect(() => db.exec('DELETE FROM audit WHERE sequence = 2')).toThrow('never deleted')
  expect(() => add('INSERT OR REPLACE', 2, 'other')).toThrow('only appended')
  expect(() => add('INSERT', 4, 'gap')).toThrow('only appended')
  expect(db.prepare('SELECT who FROM audit').pluck().all()).toEqual(['first', 'second'])
})
