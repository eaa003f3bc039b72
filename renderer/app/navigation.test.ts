import { beforeEach, expect, it } from 'vitest'
import { EncounterIdSchema } from '../../preload/contract/words.ts'
import { answered, putAnswer, queryClient } from '../bridge/query.ts'
import { printLog, setPrinting, useNavigation } from './navigation.ts'

const encounterId = EncounterIdSchema.parse('01919191-9191-7191-8191-919191919191')
const other = EncounterIdSchema.parse('01919191-9191-7191-8191-919191919192')

beforeEach(() => queryClient.clear())

it('asks anew what may be printed of a visit each time its documents are opened', () => {
  for (const one of [encounterId, other]) {
    putAnswer('print:documents', { encounterId: one }, [])
    putAnswer('print:drug-notes', { encounterId: one }, [])
  }
  setPrinting(encounterId)
  expect(useNavigation.getState().printing).toBe(encounterId)
  for (const name of ['print:documents', 'print:drug-notes'] as const) {
    expect(answered(name, { encounterId })).toBeUndefined()
    expect(answered(name, { encounterId: other })).toEqual([])
  }
  putAnswer('print:jobs', { day: null }, [])
  setPrinting(printLog)
  expect(answered('print:jobs', { day: null })).toBeUndefined()
  putAnswer('print:jobs', { day: null }, [])
  setPrinting(null)
  expect(answered('print:jobs', { day: null })).toEqual([])
  expect(answered('print:documents', { encounterId: other })).toEqual([])
})
