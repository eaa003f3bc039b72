import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0100 leaves the visits of before as they are and takes those by virtual card, with who presented it', () => {
  const db = databaseAt(70)
  addPatient(db, 'p1', 'A100000001')
  for (const [index, id] of ['e1', 'e2', 'e3'].entries()) addEncounter(db, id, 'p1', index + 1)
  migrate(db, 100)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(3)
  expect(db.prepare('SELECT count(*) FROM virtual_card_visit').pluck().get()).toBe(0)
  const visit = db.prepare('INSERT INTO virtual_card_visit VALUES (?, ?, ?, ?)')
  visit.run('e1', 'camera', null, null)
  visit.run('e2', 'remote', 'family', '林示意')
  expect(() => visit.run('e2', 'camera', null, null)).toThrow('UNIQUE')
  expect(() => visit.run('nobody', 'camera', null, null)).toThrow('FOREIGN KEY')
  expect(() => visit.run('e3', 'telepathy', null, null)).toThrow('CHECK')
  expect(() => visit.run('e3', 'camera', 'family', null)).toThrow('CHECK')
  expect(() => visit.run('e3', 'camera', null, '林示意')).toThrow('CHECK')
  expect(() => visit.run('e3', 'camera', 'neighbour', '林示意')).toThrow('CHECK')
})
