import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { databaseAt, planOf } from './databaseAt.ts'

it('0120 leaves the trail as it is and keeps anchors that only ever follow each other', () => {
  const db = databaseAt(90)
  const add = db.prepare(`INSERT INTO audit VALUES (?, 1, 'w', 'd', 'a', ?, '{}', 'p', ?)`)
  for (const sequence of [1, 2, 3]) add.run(sequence, `p${sequence}`, `h${sequence}`)
  migrate(db, 120)
  expect(db.prepare('SELECT hash FROM audit ORDER BY sequence').pluck().all()).toEqual(['h1', 'h2', 'h3'])
  const anchor = (verb: string, sequence: number): unknown =>
    db.prepare(`${verb} INTO audit_anchor VALUES (?, 'h', 5)`).run(sequence)
  anchor('INSERT', 2)
  anchor('INSERT', 3)
  expect(() => anchor('INSERT', 1)).toThrow('follow each other')
  expect(() => anchor('INSERT OR REPLACE', 3)).toThrow('follow each other')
  expect(() => db.exec(`UPDATE audit_anchor SET hash = 'x'`)).toThrow('never changed')
  expect(() => db.exec('DELETE FROM audit_anchor')).toThrow('never deleted')
  expect(planOf(db, 'SELECT * FROM audit WHERE subject = ? ORDER BY sequence DESC')).toContain('audit_by_subject')
})
