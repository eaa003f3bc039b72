import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt } from './databaseAt.ts'

it('0360 leaves visits, and takes a name once for each doctor and once for all, again after it was deleted', () => {
  const db = databaseAt(350)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 360)
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const add = db.prepare(
    `INSERT INTO record_template (id, practitioner_id, kind, name, content, changed_at, changed_by, deleted_at)
     VALUES (?, ?, 'snippet', '.uri', '{}', 1, 'd1', NULL)`,
  )
  add.run('t1', null)
  add.run('t2', 'd1')
  add.run('t3', 'd2')
  expect(() => add.run('t4', null)).toThrow('UNIQUE')
  expect(() => add.run('t4', 'd1')).toThrow('UNIQUE')
  db.prepare(`UPDATE record_template SET deleted_at = 2 WHERE id = 't1'`).run()
  add.run('t4', null)
  expect(db.prepare('SELECT count(*) FROM record_template').pluck().get()).toBe(4)
})
