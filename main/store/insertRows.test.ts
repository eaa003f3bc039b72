import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { all } from './desk/preferenceRepository.ts'
import { insertRows } from './insertRows.ts'
import { openTemporaryStore, type TemporaryStore } from './temporaryStore.ts'

let temporary: TemporaryStore

beforeAll(async () => {
  temporary = await openTemporaryStore()
})
afterAll(() => temporary.dispose())

describe('insertRows', () => {
  it('inserts one, many and none, whatever the values look like', async () => {
    const hostile = `'); DROP TABLE preference; --`
    await temporary.must(async (tx) => {
      await insertRows(tx, 'preference', [])
      await insertRows(tx, 'preference', [{ key: 'a', value: hostile }])
      await insertRows(tx, 'preference', [
        { key: 'b', value: '?' },
        { key: 'c', value: '$1' },
      ])
      await insertRows(tx, 'preference', [{ key: hostile, value: '' }])
    })
    expect(Object.fromEntries(await all(temporary.store.db))).toEqual({ a: hostile, b: '?', c: '$1', [hostile]: '' })
  })

  it('refuses rows that differ in their columns', async () => {
    const uneven = [{ key: 'x', value: '1' }, { key: 'y' } as { key: string; value: string }]
    await expect(temporary.store.write((tx) => insertRows(tx, 'preference', uneven))).rejects.toThrow('differ')
  })
})
