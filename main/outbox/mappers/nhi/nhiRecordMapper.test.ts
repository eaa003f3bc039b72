import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VisitRecord } from '../../../domain/visit/visitRecord.ts'
import { sampleDrug, sampleException, sampleProcedure, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { visitRecordArbitrary } from '../visitRecordArbitrary.ts'
import type { NhiExceptionRecord, NhiRecord } from './nhiRecord.ts'
import { nhiRecordOfVisit, withCardlessIdentifier } from './nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhiRecordRules.ts'

const isException = (record: NhiRecord): record is NhiExceptionRecord => record.H01 === 'B'

const exceptionOf = (visit: VisitRecord): NhiExceptionRecord => {
  const record = nhiRecordOfVisit(visit)
  if (!isException(record)) throw new Error('no exception')
  return record
}

describe('nhiRecordOfVisit', () => {
  it('sends a newborn under the parent, with the own birthday, how many were born and which it was', () => {
    const record = sampleVisitRecord()
    const newborn = { parentBirthDate: '1990-02-03', birthOrder: 2, birthCount: 3 }
    const { visit } = nhiRecordOfVisit({
      ...record,
      patient: { ...record.patient, idKind: 'newborn', birthDate: '2026-11-01', sex: 'F', newborn },
    })
    expect(visit).toMatchObject({
      M03: record.patient.nationalId,
      M04: '0790203',
      M08: '1151101',
      M09: '3',
      M10: 'b',
    })
  })

  it('maps a visit whose card was used', () => {
    expect(nhiRecordOfVisit(sampleVisitRecord())).toEqual({
      H00: '1',
      H01: 'A',
      visit: {
        M01: '000000010001',
        M02: '000012345678',
        M03: 'A123456789',
        M04: '0740307',
        M05: '3531020884',
        M06: 'B223456781',
        M07: '01',
        M11: '1151122093015',
        M12: '1',
        M13: '0012',
        M14: 'S'.repeat(256),
        M15: 'AAAABBBBCCCCDDDDEEEE',
        M20: '3',
        M23: '0',
        M24: '1',
        M35: 'J069',
        M36: 'R051',
        M44: '523',
        M45: '50',
        M51: '4',
        M53: '50',
        M56: '11',
      },
      orders: [
        {
          D01: '1151122093015',
          D02: '1',
          D03: '001',
          D04: 'A',
          D05: '0',
          D06: 'AC58256100',
          D08: 'TID',
          D09: '3',
          D10: '9.0',
          D11: 'c2lnbmF0dXJlLW9mLWFuLW9yZGVyLTAwMDAwMDE=',
          D14: 'PO',
        },
        {
          D01: '1151122093015',
          D02: '2',
          D03: '002',
          D05: '0',
          D06: '54019C',
          D10: '1.0',
          D11: 'c2lnbmF0dXJlLW9mLWFuLW9yZGVyLTAwMDAwMDI=',
        },
      ],
    })
  })

  it('names in a make-up the visit it makes good, also when its serial lost its signature', () => {
    const makeUp = {
      afterCheck: '2',
      actual: { dateTime: '1151120093015', treatmentNumber: 'NOCARD00000000000001' },
    } as const
    const named = { M12: '2', M49: '1151120093015', M52: 'NOCARD00000000000001' }
    expect(nhiRecordOfVisit(sampleVisitRecord(makeUp))).toMatchObject({
      H01: 'A',
      visit: { ...named, M11: '1151122093015', M15: 'AAAABBBBCCCCDDDDEEEE' },
    })
    expect(nhiRecordOfVisit(sampleException(makeUp))).toMatchObject({ H01: 'B', visit: named })
    expect(nhiRecordErrors(nhiRecordOfVisit(sampleVisitRecord(makeUp)), 'sending')).toEqual([])
  })

  it('leaves out of an exception all that only a card gives, and any number made with it', () => {
    const record = nhiRecordOfVisit(sampleException())
    expect(record.H01).toBe('B')
    expect(record.visit).toMatchObject({ M11: '1151122093015', M13: 'A031', M44: '523' })
    for (const tag of ['M01', 'M02', 'M14', 'M15'] as const) expect(record.visit[tag]).toBeUndefined()
    expect(record.orders.map((order) => order.D11)).toEqual([undefined, undefined])
  })

  it('gives an exception that never reached the NHI the time of its registration', () => {
    const record = nhiRecordOfVisit(
      sampleException({
        exceptionCode: 'A030',
        treatmentDateTime: null,
        visitSequenceNumber: null,
        treatmentNumber: null,
        securitySignature: null,
        samId: null,
      }),
    )
    expect(record.visit.M11).toBe('1151122093000')
    expect(record.orders[0]?.D01).toBe('1151122093000')
  })

  it.each([
    ['drugs up to 7 days are general', [sampleDrug({ days: 7 })], { M24: '1', M25: undefined }, ['A']],
    ['drugs beyond 7 days are chronic', [sampleDrug({ days: 28 })], { M24: undefined, M25: '1' }, ['B']],
    [
      'both kinds each have their counter',
      [sampleDrug({ days: 3 }), sampleDrug({ line: 2, days: 28 })],
      { M24: '1', M25: '1' },
      ['A', 'B'],
    ],
    ['no drug, no prescription', [sampleProcedure({ line: 1 })], { M20: '0', M23: '2', M24: undefined }, [undefined]],
    ['no order at all', [], { M20: '0', M23: '2' }, []],
  ] as const)('%s', (_, orders, expected, kinds) => {
    const base = sampleVisitRecord()
    const medicationDays = Math.max(0, ...orders.map((order) => order.days ?? 0))
    const record = nhiRecordOfVisit(sampleVisitRecord({ orders, price: { ...base.price, medicationDays } }))
    for (const [tag, value] of Object.entries(expected)) expect([tag, record.visit[tag as 'M20']]).toEqual([tag, value])
    expect(record.orders.map((order) => order.D04)).toEqual(kinds)
  })

  it('sends a material as D02 = 3 and a virtual order as G with a total of 0', () => {
    const orders = [
      sampleProcedure({ line: 1, kind: 'material', code: 'CKF01123456A', site: 'R', quantity: 2 }),
      sampleProcedure({ line: 2, code: 'R003' }),
    ]
    const record = nhiRecordOfVisit(sampleVisitRecord({ orders }))
    expect(record.orders[0]).toMatchObject({ D02: '3', D06: 'CKF01123456A', D07: 'R', D10: '2.0' })
    expect(record.orders[1]).toMatchObject({ D02: 'G', D06: 'R003', D10: '0.0' })
    expect(record.visit.M16).toBe('MISS0000000000000000')
  })

  it.each([
    ['01', '0012', '0012'],
    ['09', 'W001', 'W001'],
    ['AC', 'IC21', 'IC21'],
    ['AG', '0012', undefined],
    ['AE', 'IC08', 'IC08'],
  ])('item %s with serial %s has M13 %s', (treatmentItem, visitSequenceNumber, M13) => {
    expect(nhiRecordOfVisit(sampleVisitRecord({ treatmentItem, visitSequenceNumber })).visit.M13).toBe(M13)
  })

  it.each([
    [50, 40, { M45: '90', M53: '50', M54: '40' }],
    [0, 20, { M45: '20', M53: undefined, M54: '20' }],
    [0, 0, { M45: '0', M53: undefined, M54: undefined }],
  ])('copayments %i and %i', (copaymentBasic, copaymentDrug, expected) => {
    const base = sampleVisitRecord()
    const { visit } = nhiRecordOfVisit(sampleVisitRecord({ price: { ...base.price, copaymentBasic, copaymentDrug } }))
    expect({ M45: visit.M45, M53: visit.M53, M54: visit.M54 }).toEqual(expected)
  })

  it('breaks no rule for any visit the desk lets through', () => {
    fc.assert(
      fc.property(visitRecordArbitrary, (visit) => {
        expect(nhiRecordErrors(nhiRecordOfVisit(visit), 'closing')).toEqual([])
      }),
    )
  })
})

describe('withCardlessIdentifier', () => {
  const issued = { treatmentDateTime: '1151122101112', treatmentNumber: 'NOCARD00000000000001' }

  it('puts the identifier and its time wherever they must agree, and keeps everything else', () => {
    const before = exceptionOf(sampleException())
    const after = withCardlessIdentifier(before, issued)
    expect(after.visit).toEqual({ ...before.visit, M11: '1151122101112', M15: 'NOCARD00000000000001' })
    expect(after.orders.map((order) => order.D01)).toEqual(['1151122101112', '1151122101112'])
    expect(after.visit.M13).toBe('A031')
  })

  it('makes an exception complete', () => {
    fc.assert(
      fc.property(visitRecordArbitrary, (visit) => {
        const record = nhiRecordOfVisit({ ...visit, exceptionCode: 'Z000' })
        if (!isException(record)) throw new Error('no exception')
        expect(nhiRecordErrors(record, 'sending')).toContainEqual({ field: 'M15', orderLine: null, code: 'AA' })
        expect(nhiRecordErrors(withCardlessIdentifier(record, issued), 'sending')).toEqual([])
      }),
    )
  })
})
