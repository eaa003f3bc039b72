import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visitRecordArbitrary } from '../visitRecordArbitrary.ts'
import { fieldErrorsText } from './nhiFieldError.ts'
import { deletionOf, type NhiRecord, nhiRecordIdentity } from './nhiRecord.ts'
import { nhiRecordOfVisit, withCardlessIdentifier } from './nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhiRecordRules.ts'
import { buildNhiFile } from './nhiXml.ts'
import { readNhiFile } from './nhiXmlReader.ts'

const number = { treatmentDateTime: '1151122100000', treatmentNumber: 'NOCARD00000000000001' }
/** Records as they are sent: exceptions with the number that was issued for them. */
const sent = visitRecordArbitrary.map((visit): NhiRecord => {
  const record = nhiRecordOfVisit(visit)
  return record.H01 === 'B' ? withCardlessIdentifier(record, number) : record
})
const errorsOf = (record: NhiRecord): string => fieldErrorsText(nhiRecordErrors(record, 'sending'))

describe('a deletion', () => {
  it('is the record it deletes, under the same identity, and breaks no rule that one kept', () => {
    fc.assert(
      fc.property(sent, (record) => {
        const deletion = deletionOf(record)
        expect({ ...deletion, H01: record.H01 }).toEqual(record)
        expect(nhiRecordIdentity(deletion)).toBe(nhiRecordIdentity(record))
        expect(errorsOf(deletion)).toBe(errorsOf(record))
        expect(readNhiFile(buildNhiFile([deletion]).bytes)?.[0]?.H01).toBe('D')
      }),
    )
  })

  it.each(['M03', 'M05', 'M07', 'M11', 'M15', 'M23'] as const)('is found out without %s', (tag) => {
    fc.assert(
      fc.property(sent, (record) => {
        const { [tag]: _, ...visit } = deletionOf(record).visit
        expect(nhiRecordErrors({ ...deletionOf(record), visit }, 'sending').map(({ field }) => field)).toContain(tag)
      }),
      { numRuns: 20 },
    )
  })

  it('is found out with a value that is not of its shape, wherever it stands', () => {
    fc.assert(
      fc.property(sent, fc.constantFrom('M03', 'M05', 'M11', 'M15'), (record, tag) => {
        const visit = { ...record.visit, [tag]: '<' }
        expect(nhiRecordErrors({ ...deletionOf(record), visit }, 'sending').map(({ field }) => field)).toContain(tag)
      }),
    )
  })
})

describe('the cancellation of a refill prescription', () => {
  const cancelled = (record: NhiRecord, changes: NhiRecord['visit'] = {}): NhiRecord => ({
    ...record,
    H01: 'C',
    visit: { ...record.visit, M26: '3', M21: String(Number(record.visit.M20 ?? '0') * 3), ...changes },
    orders: record.orders.map((order) => (order.D02 === '1' ? { ...order, D04: 'C' } : order)),
  })
  const codesOf = (record: NhiRecord): readonly string[] =>
    nhiRecordErrors(record, 'sending')
      .filter(({ field }) => field === 'H01')
      .map(({ code }) => code)

  it('has to hold one: else there is nothing to cancel', () => {
    fc.assert(
      fc.property(sent, (record) => {
        const hasDrug = record.orders.some(({ D02 }) => D02 === '1')
        expect(codesOf(cancelled(record))).toEqual(hasDrug ? [] : ['D001'])
        expect(codesOf({ ...record, H01: 'C' })).toEqual(['D001'])
      }),
    )
  })

  it('is none of who dispenses it', () => {
    fc.assert(
      fc.property(sent, fc.constantFrom('AE', 'AF'), (record, M07) => {
        expect(codesOf(cancelled(record, { M07 }))).toContain('D053')
      }),
      { numRuns: 20 },
    )
  })
})
