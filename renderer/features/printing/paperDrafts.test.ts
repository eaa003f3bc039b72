import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DrugNote, type NotedDrug, noDrugNote } from '../../../preload/contract/paper/drugNotes.ts'
import { fail, ok } from '../../../preload/contract/result.ts'
import { EncounterIdSchema } from '../../../preload/contract/words.ts'
import { answered, putAnswer } from '../../bridge/query.ts'
import { dropNote, dropUntouched, isChanged, keepNotes, typeNote, typeWord, usePaperDrafts } from './paperDrafts.ts'

const drug = (code: string, own: Partial<DrugNote> = {}): NotedDrug => ({
  code,
  name: code,
  starter: null,
  own: { ...noDrugNote, ...own },
})

let kept: unknown[]
let isFull: boolean
const former = Object.getOwnPropertyDescriptor(globalThis, 'window')

beforeEach(() => {
  kept = []
  isFull = false
  const invoke = async (name: string, input: unknown) => {
    if (name !== 'print:keep-drug-note') throw new Error(name)
    if (isFull) return fail('STORE_FULL')
    kept.push(input)
    return ok({})
  }
  Object.defineProperty(globalThis, 'window', { value: { desk: { invoke } }, configurable: true })
  usePaperDrafts.setState({ words: {}, notes: {} })
})
afterEach(() => {
  if (former === undefined) Reflect.deleteProperty(globalThis, 'window')
  else Object.defineProperty(globalThis, 'window', former)
})

describe('what is typed into documents', () => {
  it('keeps the words of each visit and kind apart, and only those somebody touched', () => {
    typeWord('visit-1', 'referral', 'purpose', '進一步檢查')
    typeWord('visit-1', 'referral', 'receivingClinic', '示範醫院')
    typeWord('visit-1', 'certificate', 'purpose', '請假')
    typeWord('visit-2', 'referral', 'purpose', '')
    expect(usePaperDrafts.getState().words).toEqual({
      'visit-1': {
        referral: { purpose: '進一步檢查', receivingClinic: '示範醫院' },
        certificate: { purpose: '請假' },
      },
      'visit-2': { referral: { purpose: '' } },
    })
  })

  it('knows a note that says something else from one that was only looked at', () => {
    const known = drug('A1', { advice: '飯後' })
    expect(isChanged(known, known.own)).toBe(false)
    // Blanks say nothing.
    expect(isChanged(known, { ...known.own, warning: '  ' })).toBe(false)
    expect(isChanged(known, { ...known.own, warning: '嗜睡' })).toBe(true)
    expect(isChanged(known, { ...known.own, advice: '' })).toBe(true)
  })

  it('closes what was only looked at, and leaves what was written', () => {
    const drugs = [drug('A1'), drug('A2')]
    for (const { code, own } of drugs) typeNote(code, own)
    typeNote('A2', { ...noDrugNote, advice: '飯後' })
    dropUntouched(drugs)
    expect(usePaperDrafts.getState().notes).toEqual({ A2: { ...noDrugNote, advice: '飯後' } })
    dropNote('A2')
    expect(usePaperDrafts.getState().notes).toEqual({})
  })

  it('keeps what is written of the drugs of a bag, and of no others', async () => {
    typeNote('A1', { ...noDrugNote, advice: ' 飯後 ' })
    typeNote('A2', noDrugNote)
    typeNote('B9', { ...noDrugNote, advice: '睡前' })
    const encounterId = EncounterIdSchema.parse('01919191-9191-7191-8191-919191919191')
    putAnswer('print:drug-notes', { encounterId }, [drug('A1'), drug('A2')])
    expect(await keepNotes([drug('A1'), drug('A2')])).toBeNull()
    expect(kept).toEqual([{ code: 'A1', note: { ...noDrugNote, advice: '飯後' } }])
    expect(Object.keys(usePaperDrafts.getState().notes)).toEqual(['B9'])
    const shown = answered('print:drug-notes', { encounterId })
    expect(shown?.map(({ own }) => own.advice)).toEqual(['飯後', null])
  })

  it('says what went wrong, and what was written is still there', async () => {
    isFull = true
    typeNote('A1', { ...noDrugNote, advice: '飯後' })
    expect(await keepNotes([drug('A1')])).toMatchObject({ code: 'STORE_FULL' })
    expect(usePaperDrafts.getState().notes).toEqual({ A1: { ...noDrugNote, advice: '飯後' } })
  })
})
