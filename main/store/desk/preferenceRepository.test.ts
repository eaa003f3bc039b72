import { expect, it } from 'vitest'
import { openTemporaryStore } from '../temporaryStore.ts'
import { all, get, set } from './preferenceRepository.ts'

it('preferences are kept by key, the newest value each', async () => {
  const temporary = await openTemporaryStore()
  const { db } = temporary.store
  expect(await get(db, 'theme')).toBeNull()
  for (const value of ['"dark"', '"light"']) await temporary.must((tx) => set(tx, 'theme', value))
  await temporary.must((tx) => set(tx, 'textSize', '110'))
  expect(await get(db, 'theme')).toBe('"light"')
  expect(Object.fromEntries(await all(db))).toEqual({ theme: '"light"', textSize: '110' })
  await temporary.dispose()
})
