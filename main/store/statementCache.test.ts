import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { createStatementCache } from './statementCache.ts'

describe('the statement cache', () => {
  it('prepares a text once, and forgets the ones used longest ago', () => {
    const statement = createStatementCache(new Sqlite(':memory:'))
    const one = statement('SELECT 1')
    const two = statement('SELECT 2')
    for (let index = 0; index < 255; index += 1) {
      statement(`SELECT ${index} AS other`)
      expect(statement('SELECT 1')).toBe(one)
    }
    expect(statement('SELECT 2')).not.toBe(two)
  })
})
