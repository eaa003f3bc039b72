import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadDb } from '../handles.ts'
import { kyselyOn } from '../kyselyOn.ts'
import { newestVersion } from '../migrate.ts'
import { databaseAt } from '../migrations/databaseAt.ts'
import { type AuditSearch, searchAudit } from './auditQueries.ts'

const rows = 12_000
let database: Database
let db: ReadDb

beforeAll(() => {
  database = databaseAt(newestVersion)
  database
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
       INSERT INTO audit SELECT n, n, iif(n % 4000 = 7, '林櫃檯', '許示範'), 'd1', 'visit-opened', '', '{}', '', printf('%064d', n) FROM number`,
    )
    .run(rows)
  db = kyselyOn(database, { onlyInTransaction: false }) as unknown as ReadDb
})
afterAll(() => {
  database.close()
})

const everything = { from: null, to: null, who: '', action: '', patientId: null, before: null, limit: 100 }

/** What is found, and how often the search has let others in. */
const found = async (change: Partial<AuditSearch>) => {
  let breaths = 0
  const trail = await searchAudit(db, { ...everything, ...change }, async () => {
    breaths += 1
  })
  return { sequences: trail.map(({ sequence }) => sequence), breaths }
}

describe('a search in a long trail', () => {
  it('finds what lies far back, newest first, and lets others in on the way', async () => {
    expect(await found({ who: '林櫃檯' })).toEqual({ sequences: [8_007, 4_007, 7], breaths: 12 })
  })

  it('looks no further than it has to', async () => {
    expect(await found({ who: '林櫃檯', limit: 1 })).toEqual({ sequences: [8_007], breaths: 4 })
    expect((await found({ limit: 2 })).sequences).toEqual([rows, rows - 1])
  })

  it('begins at the newest row, however far behind it somebody says to begin', async () => {
    expect(await found({ before: Number.MAX_SAFE_INTEGER, limit: 1 })).toEqual({ sequences: [rows], breaths: 2 })
  })

  it('goes on where the last answer ended, over the seams of its stretches, and reaches the first row', async () => {
    const seen: number[] = []
    for (let before: number | null = null; ; before = seen.at(-1) ?? null) {
      const { sequences } = await found({ before, limit: 700 })
      if (sequences.length === 0) break
      seen.push(...sequences)
    }
    expect(seen).toEqual(Array.from({ length: rows }, (_, index) => rows - index))
  })
})
