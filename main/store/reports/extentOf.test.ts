import { expect, it } from 'vitest'
import { newestVersion } from '../migrate.ts'
import { databaseAt, planOf } from '../migrations/databaseAt.ts'

it('the ends of what a report can count are read from the ends of an index', () => {
  const db = databaseAt(newestVersion)
  for (const [table, column] of [
    ['encounter', 'day'],
    ['money_entry', 'at'],
    ['appointment', 'day'],
    ['refill_prescription', 'lapses_on'],
  ])
    for (const which of ['min', 'max']) {
      // SEARCH without a condition: one step to that end, and no more.
      expect(planOf(db, `SELECT ${which}(${column}) AS value FROM ${table}`)).toMatch(
        /^SEARCH \w+ USING COVERING INDEX \w+$/,
      )
    }
})
