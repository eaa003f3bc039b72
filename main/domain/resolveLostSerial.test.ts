import { describe, expect, it } from 'vitest'
import { resolveLostSerial } from './resolveLostSerial.ts'

const ours = '3501200000'
const intent = {
  intentAt: Date.parse('2026-11-22T09:30:00+08:00'),
  treatmentItem: '01',
  hospitalId: ours,
  knownTreatmentDateTimes: ['1151120100000'],
}
const visit = (treatmentDateTime: string, changes: { treatmentItem?: string; hospitalId?: string } = {}) => ({
  treatmentItem: '01',
  hospitalId: ours,
  treatmentDateTime,
  ...changes,
})

describe('resolveLostSerial', () => {
  it.each([
    ['the visit taken just after the intent', [visit('1151122093001')], '1151122093001'],
    ['a server clock a little behind', [visit('1151122092950')], '1151122092950'],
    ['the newest of two, in any order', [visit('1151122093005'), visit('1151122093100')], '1151122093100'],
    ['none on an empty card', [], null],
    ['none when the newest is older than the intent', [visit('1151122092800')], null],
    ['none when the visit is another clinic’s', [visit('1151122093001', { hospitalId: '3501299999' })], null],
    ['none when it is another treatment item', [visit('1151122093001', { treatmentItem: 'AC' })], null],
  ])('%s', (_, visits, expected) => {
    expect(resolveLostSerial(visits, intent)?.treatmentDateTime ?? null).toBe(expected)
  })

  it('leaves alone a visit the store already has', () => {
    const known = { ...intent, knownTreatmentDateTimes: ['1151122093001'] }
    expect(resolveLostSerial([visit('1151122093001')], known)).toBeNull()
  })

  it('gives back the visit as the card told it', () => {
    const full = { ...visit('1151122093001'), visitSequenceNumber: '0007' }
    expect(resolveLostSerial([full], intent)).toBe(full)
  })
})
