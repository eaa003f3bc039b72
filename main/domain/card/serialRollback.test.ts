import { describe, expect, it } from 'vitest'
import { lostRollbackFate, serialToGiveBack } from './serialRollback.ts'

const taken = '1151122093000'
const at = Date.parse('2026-11-22T09:30:00+08:00')
const day = 24 * 3_600_000

describe('serialToGiveBack', () => {
  it.each([
    ['within the day', { treatmentItem: '01', treatmentDateTime: taken }, at + day, { of: taken }],
    ['a second too late', { treatmentItem: '01', treatmentDateTime: taken }, at + day + 1000, 'too-late'],
    ['a lettered item', { treatmentItem: 'AC', treatmentDateTime: taken }, at, 'nothing'],
    ['a lettered item, however late', { treatmentItem: 'BB', treatmentDateTime: taken }, at + 3 * day, 'nothing'],
    ['no serial at all', { treatmentItem: '01', treatmentDateTime: null }, at, 'nothing'],
  ] as const)('%s', (_, visit, now, expected) => {
    expect(serialToGiveBack(visit, now)).toEqual(expected)
  })
})

describe('lostRollbackFate', () => {
  const hospitalId = '3501200000'
  const visit = (treatmentDateTime: string, clinic = hospitalId) => ({ treatmentDateTime, hospitalId: clinic })
  const of = { treatmentDateTime: taken, hospitalId }
  const newer = ['1', '2', '3', '4', '5', '6'].map((n) => visit(`115112310000${n}`))

  it('is given back when the card has forgotten it', () => {
    expect(lostRollbackFate([], of)).toBe('given-back')
    expect(lostRollbackFate([visit('1151101100000')], of)).toBe('given-back')
    expect(lostRollbackFate(newer.slice(1), of)).toBe('given-back')
  })

  it('is still taken while the card tells it', () => {
    expect(lostRollbackFate([visit(taken)], of)).toBe('still-taken')
  })

  it('does not mistake another clinic’s visit of the same second for it', () => {
    expect(lostRollbackFate([visit(taken, '3501299999')], of)).toBe('given-back')
  })

  it('concludes nothing from a card whose visits are all newer', () => {
    expect(lostRollbackFate(newer, of)).toBe('unknown')
  })
})
