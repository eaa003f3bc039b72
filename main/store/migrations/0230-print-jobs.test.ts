import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { addEncounter, addPatient, databaseAt, planOf } from './databaseAt.ts'

const oldDatabase = () => {
  const db = databaseAt(130)
  addPatient(db, 'p1', 'A100000001')
  addEncounter(db, 'e1', 'p1', 1)
  migrate(db, 230)
  return db
}

it('0230 leaves visits, and takes print jobs that nothing changes any more', () => {
  const db = oldDatabase()
  expect(db.prepare('SELECT count(*) FROM encounter').pluck().get()).toBe(1)
  const job = db.prepare(
    `INSERT INTO print_job VALUES (?, 'receipt', ?, '2026-11-20', 5, 'd', 'p', ?, 'a5', 1, ?, ?, '{}')`,
  )
  job.run('j1', 'e1', 'Laser', 'handed-over', null)
  job.run('j2', 'e1', null, 'saved', 'j1')
  expect(() => job.run('j3', 'nobody', null, 'saved', null)).toThrow('FOREIGN KEY')
  expect(() => job.run('j3', 'e1', null, 'printed', null)).toThrow('CHECK')
  expect(() => db.prepare(`UPDATE print_job SET state = 'failed'`).run()).toThrow('append-only')
  expect(() => db.prepare('DELETE FROM print_job').run()).toThrow('append-only')
})

it('0230 finds the jobs of a day and of a visit by index', () => {
  const db = oldDatabase()
  expect(planOf(db, 'SELECT * FROM print_job WHERE day = ? ORDER BY at DESC')).toContain('print_job_day')
  expect(planOf(db, 'SELECT kind, count(*) FROM print_job WHERE encounter_id = ? GROUP BY kind')).toContain(
    'print_job_encounter',
  )
})
