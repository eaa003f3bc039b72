import { join } from 'node:path'
import { expect, it } from 'vitest'
import { loadRules } from '../../app/loadTables.ts'
import { createResources } from '../../platform/resourceFiles.ts'
import { rulesOn } from '../tables/ruleTables.ts'
import { exceptionDoubt, exceptionEntryOf } from './exceptionDoubts.ts'

const loaded = await loadRules(createResources({ root: join(import.meta.dirname, '..', '..', '..', 'resources') }))
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error))
const { exceptionCodes } = rulesOn(loaded.value, '2026-11-25')
const entry = (code: string) => {
  const found = exceptionEntryOf(code, exceptionCodes)
  if (found === undefined) throw new Error(code)
  return found
}

it.each([
  ['C002', '2008-11-26', null],
  ['C002', '2008-11-25', 'age'],
  ['C002', '1984-03-15', 'age'],
  ['C002', null, null],
  ['C001', '1984-03-15', null],
  ['Z000', '1984-03-15', null],
] as const)('%s for somebody born %s: %s', (code, birthDate, doubt) => {
  expect(exceptionDoubt(entry(code), birthDate, '2026-11-25')).toBe(doubt)
})

it('knows which codes want a written reason and which can be made good later', () => {
  expect(exceptionCodes.filter(({ needsReason }) => needsReason).map(({ before }) => before)).toEqual(['Z000'])
  expect(exceptionCodes.filter(({ makeUp }) => !makeUp).map(({ before }) => before)).toEqual(['G000', 'H000'])
  expect(entry('Z001').before).toBe('Z000')
  expect(exceptionEntryOf('Q000', exceptionCodes)).toBeUndefined()
})
