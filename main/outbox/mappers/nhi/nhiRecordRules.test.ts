import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sexOfDiagnosis } from '../../../domain/visit/diagnosisSex.ts'
import { sampleDrug, sampleException, sampleProcedure, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { fieldErrorsText } from './nhiFieldError.ts'
import type { NhiOrderFields, NhiRecord, NhiVisitFields } from './nhiRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { nhiRecordErrors } from './nhiRecordRules.ts'
import type { OrderTag, VisitTag } from './nhiTags.ts'

type Changes<Tag extends string> = { readonly [T in Tag]?: string | null }

/** Fields with some changed; null takes one away. */
const changed = <Tag extends string>(
  fields: { readonly [T in Tag]?: string },
  changes: Changes<Tag>,
): { readonly [T in Tag]?: string } => {
  const result: { [T in Tag]?: string } = { ...fields }
  for (const tag in changes) {
    const value = changes[tag]
    if (value === null) delete result[tag]
    else if (value !== undefined) result[tag] = value
  }
  return result
}

const withVisit = (record: NhiRecord, changes: Changes<VisitTag>): NhiRecord => {
  const visit: NhiVisitFields = changed(record.visit, changes)
  return { ...record, visit }
}

const withOrder = (record: NhiRecord, index: number, changes: Changes<OrderTag>): NhiRecord => {
  const orders = record.orders.map(
    (order, at): NhiOrderFields => (at === index ? changed<OrderTag>(order, changes) : order),
  )
  return { ...record, orders }
}

const normal = nhiRecordOfVisit(sampleVisitRecord())
const exception = withVisit(nhiRecordOfVisit(sampleException()), { M15: 'NOCARD00000000000001' })
const errorsOf = (record: NhiRecord): string => fieldErrorsText(nhiRecordErrors(record, 'sending'))

describe('nhiRecordErrors', () => {
  it.each([
    ['a visit with its card', normal],
    ['an exception', exception],
    ['a visit without orders', { ...normal, visit: { ...normal.visit, M23: '2', M20: '0', M24: '0' }, orders: [] }],
    ['a virtual card', withVisit(normal, { M13: 'W001' })],
    ['the last serial', withVisit(normal, { M13: '1500' })],
    ['preventive care', withVisit(normal, { M07: 'AC', M13: 'IC21', M51: null })],
    ['a scheduled examination', withVisit(normal, { M07: 'AG', M13: null })],
    ['compulsory psychiatric admission', withVisit(normal, { M07: 'CA', M13: 'IC08' })],
  ])('finds nothing in %s', (_, record) => {
    expect(errorsOf(record)).toBe('')
  })

  it.each<[string, Changes<VisitTag>, string]>([
    ['no identity', { M03: null }, 'M03:AA;'],
    ['no item', { M07: null, M13: null }, 'M07:Y008;'],
    ['no dispensing mode', { M23: null }, 'M23:Y008;'],
    ['no card number', { M02: null }, 'M02:AA;'],
    ['no signature', { M14: null }, 'M14:AA;'],
    ['no treatment number', { M15: null }, 'M15:AA;'],
    ['short treatment number', { M15: 'ABC' }, 'M15:AC;'],
    ['treatment number with markup', { M15: 'AAAABBBB<CCCDDDDEEEE' }, 'M15:AB;'],
    ['unknown original as treatment number', { M15: 'MISS0000000000000000' }, 'M15:D002;'],
    ['number from before format 2.0', { M15: 'SM000000000000000000' }, 'M15:D068;'],
    ['letters in a fee', { M44: '12a' }, 'M44:AB;'],
    ['fee too long', { M44: '123456789' }, 'M44:AC;'],
    ['a day that does not exist', { M04: '0740230' }, 'M04:AB;'],
    ['an hour that does not exist', { M11: '1151122250000' }, 'M11:AB;D01[1]:BE;D01[2]:BE;'],
    ['born after the visit', { M04: '1151123' }, 'M04:BE;'],
    ['unknown item', { M07: 'QQ', M13: null }, 'M07:AE;'],
    ['unknown make-up mark', { M12: '7' }, 'M12:AD;'],
    ['unknown medical category', { M56: '99' }, 'M56:D066;'],
    ['no medical category', { M56: null }, 'M56:D066;'],
    ['no serial', { M13: null }, 'M13:AD01;'],
    ['serial 0', { M13: '0000' }, 'M13:AD01;'],
    ['serial beyond 1500', { M13: '1501' }, 'M13:AD01;'],
    ['exception code with a card', { M13: 'A000' }, 'M13:AD01;'],
    ['serial where none is counted', { M07: 'AG' }, 'M13:AD14;'],
    ['preventive care without its code', { M07: 'AC' }, 'M13:AD13;'],
    ['diagnosis with its dot', { M35: 'J06.9' }, 'M35:15;'],
    ['nonsense as second diagnosis', { M36: '123' }, 'M36:15;'],
    ['no diagnosis', { M35: null }, 'M35:AH05;'],
    ['a diagnosis of the other sex', { M35: 'N926', M03: 'A123456789' }, 'M35:20;'],
    ['that diagnosis of its own sex', { M35: 'N926', M03: 'A223456781' }, ''],
    ['a second diagnosis of the other sex', { M37: 'N401', M03: 'A823456783' }, ''],
    ['an old residence permit of the other sex', { M37: 'N401', M03: 'AB12345677' }, 'M37:20;'],
    ['a passport, which tells no sex', { M35: 'N926', M03: 'P7654321' }, ''],
    ['an unknown kind of benefit', { M51: 'Q' }, 'M51:AD42;'],
    ['ordinary injury', { M51: '3' }, ''],
    ['no fee', { M44: null }, 'M44:AH01;'],
    ['fee of 0', { M44: '0' }, 'M44:AH01;'],
    ['no copayment', { M45: null }, 'M45:AA02;'],
    ['inpatient fee', { M46: '100' }, 'M46:AH02;'],
    ['orders in a repeated visit', { M07: 'AI', M13: null }, 'MB2:Y013;'],
    ['inpatient item with outpatient fees', { M07: 'BB', M13: null }, 'M47:AA02;M46:AH03;M44:AH04;M45:AH04;'],
    ['unknown dispensing mode', { M23: 'Z' }, 'M23:AD;'],
    ['released, but a drug given here', { M23: '1', M20: '0' }, 'D02[1]:D044;'],
    ['released, but days given', { M23: '1' }, 'M20:D036;D02[1]:D044;'],
    ['no prescription, but a drug', { M23: '2' }, 'M20:D036;D02[1]:D045;'],
    ['therapy only, but days', { M23: 'E' }, 'M20:D011;'],
    ['fills of a released prescription', { M23: '1', M20: '0', M33: '1' }, 'M33:D043;D02[1]:D044;'],
    ['kind without its counter', { M24: null }, 'M24:D062;'],
    ['counter without its kind', { M25: '1' }, 'M25:D064;'],
    ['fewer days than an order', { M20: '2' }, 'D09[1]:D041;'],
    ['make-up without what it makes up for', { M12: '2' }, 'M49:AA;M52:AA;'],
    ['make-up of a later visit', { M12: '2', M49: '1151122093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, 'M49:D060;'],
    [
      'make-up without an original number',
      { M12: '4', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' },
      'M52:D054;',
    ],
    ['make-up within the same second', { M12: '2', M49: '1151122093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, 'M49:D060;'],
    ['sound make-up', { M12: '2', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, ''],
    ['make-up of an unknown number', { M12: '4', M49: '1151120093015', M52: 'MISS0000000000000000' }, ''],
    ['newborn make-up of an adult', { M12: '3', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, 'M49:D055;'],
    [
      'newborn of 60 days',
      { M04: '1150921', M12: '3', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' },
      'M49:D055;',
    ],
    ['newborn of 61 days', { M04: '1150920', M12: '3', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, ''],
    ['newborn of 92 days', { M04: '1150820', M12: '3', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' }, ''],
    [
      'newborn of 93 days',
      { M04: '1150819', M12: '3', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' },
      'M49:D055;',
    ],
    ['original visit after this one', { M19: '1151122093015' }, 'M19:D037;'],
  ])('%s', (_, changes, expected) => {
    const given = errorsOf(withVisit(normal, changes))
    expect(given.split(';').sort()).toEqual(expected.split(';').sort())
  })

  it.each<[string, Changes<OrderTag>, string]>([
    ['no code', { D06: null }, 'D06[1]:AA;'],
    ['no signature', { D11: null }, 'D11[1]:AA;'],
    ['another time than the visit', { D01: '1151122093016' }, 'D01[1]:BE;'],
    ['unknown type', { D02: '7', D04: null }, 'D02[1]:D000;M24:D064;'],
    ['serial 000', { D03: '000' }, 'D03[1]:D028;'],
    ['serial twice', { D03: '002' }, 'D03[2]:D028;'],
    ['unknown kind of prescription', { D04: 'X' }, 'D04[1]:AD;M24:D064;'],
    ['released drug dispensed here', { D02: 'M' }, 'D02[1]:D027;D05[1]:D047;'],
    ['drug given here and marked as released', { D05: '1' }, 'D05[1]:D047;'],
    ['virtual order that nobody knows', { D02: 'G', D06: 'R009', D04: null }, 'M24:D064;D06[1]:23;'],
    ['therapy by virtual card', { D02: 'G', D06: 'V000', D04: null }, 'M24:D064;'],
    ['drug without a frequency', { D08: null }, 'D08[1]:D029;'],
    ['frequency too long', { D08: 'QAM&QPM&QHS&BID&TID' }, 'D08[1]:AC;'],
    ['drug without days', { D09: null }, 'D09[1]:D040;'],
    ['drug for 91 days', { D09: '91' }, 'D09[1]:D040;'],
    ['drug without an amount', { D10: '0.0' }, 'D10[1]:AA04;'],
    ['two decimals', { D10: '1.25' }, 'D10[1]:AB;'],
    ['virtual order as a drug', { D06: 'R001' }, 'M16:D033;D02[1]:19;'],
    ['continuous prescription of one fill and 7 days', { D04: 'C' }, 'M24:D064;M26:D062;M26:D014;M21:D009;'],
    ['controlled continuous prescription of one fill and 7 days', { D04: 'F' }, 'M24:D064;M29:D062;M29:D017;M22:D010;'],
  ])('order with %s', (_, changes, expected) => {
    const given = errorsOf(withOrder(normal, 0, changes))
    expect(given.split(';').sort()).toEqual(expected.split(';').sort())
  })

  it.each<[string, NhiRecord, string]>([
    ['card number', withVisit(exception, { M02: '000012345678' }), 'M02:AF;'],
    ['card signature', withVisit(exception, { M14: 'S' }), 'M14:AF;'],
    ['order signature', withOrder(exception, 1, { D11: 'S' }), 'D11[2]:AF;'],
    ['serial in place of the exception code', withVisit(exception, { M13: '0012' }), 'M13:AD02;'],
    ['newly contracted, as a make-up', withVisit(exception, { M13: 'G000', M12: '3' }), 'M12:D020;M49:AA;M52:AA;'],
  ])('exception with a %s', (_, record, expected) => {
    expect(errorsOf(record)).toBe(expected)
  })

  it('wants no signature of a virtual order, which no card holds', () => {
    const orders = [sampleProcedure({ line: 1, code: 'R003', signature: null }), sampleDrug({ line: 2 })]
    expect(errorsOf(nhiRecordOfVisit(sampleVisitRecord({ orders })))).toBe('')
  })

  it('does not miss the identifier of an exception before it is sent', () => {
    const record = nhiRecordOfVisit(sampleException())
    expect(nhiRecordErrors(record, 'closing')).toEqual([])
    expect(errorsOf(record)).toBe('M15:AA;')
  })

  it('lets a virtual order stand only where a visit may carry one, and wants its original visit for a refill mark', () => {
    const orders = [sampleProcedure({ line: 1, code: 'R003', signature: null })]
    const record = nhiRecordOfVisit(sampleVisitRecord({ orders }))
    expect(errorsOf(withVisit(record, { M07: '01' }))).not.toContain('D006')
    expect(errorsOf(withVisit(record, { M07: 'AG', M13: null }))).toContain('M07:D006;')
  })

  it.each([
    ['earlier on the same day', '1151122080000', false],
    ['later on the same day', '1151122235959', true],
    ['on the day before', '1151121093015', true],
  ])('an original visit of a repeated one %s', (_, M19, isRefused) => {
    const repeated = { ...withVisit(normal, { M07: 'AI', M13: null, M19 }), orders: [] }
    expect(errorsOf(repeated).includes('M19:D007;')).toBe(isRefused)
  })

  it.each(['C', 'F'])('makes good no continuous prescription (D04 = %s)', (D04) => {
    const makeUp = { M12: '2', M49: '1151120093015', M52: 'AAAABBBBCCCCDDDDEEEE' }
    expect(errorsOf(withVisit(withOrder(normal, 0, { D04 }), makeUp))).toContain('M12:D059;')
    expect(errorsOf(withVisit(normal, makeUp))).not.toContain('D059')
  })

  it('measures a frequency as it is sent, where an ampersand takes two bytes', () => {
    expect(errorsOf(withOrder(normal, 0, { D08: 'QAM&QPM&QHS&BIDX' }))).toContain('D08[1]:AC;')
    expect(errorsOf(withOrder(normal, 0, { D08: 'QAM&QPM&QHS&B' }))).toBe('')
  })

  it('wants orders where the item is about nothing else', () => {
    const record = nhiRecordOfVisit(sampleVisitRecord({ treatmentItem: 'AG', orders: [] }))
    expect(errorsOf(record)).toBe('MB2:Y012;')
  })

  it('lets injections be given here when the prescription is released', () => {
    const record = nhiRecordOfVisit(sampleVisitRecord({ orders: [sampleDrug({ route: 'IM', days: 1 })] }))
    expect(errorsOf(withVisit(record, { M23: '1', M20: '0' }))).toBe('')
  })

  it('allows 500 orders and no more', () => {
    const orders = Array.from({ length: 501 }, (_, index) => sampleProcedure({ line: index + 1 }))
    expect(errorsOf(nhiRecordOfVisit(sampleVisitRecord({ orders: orders.slice(0, 500) })))).toBe('')
    expect(errorsOf(nhiRecordOfVisit(sampleVisitRecord({ orders })))).toBe('MB2:AG;')
  })

  it('gives every error the line of the order table', () => {
    const orders = [sampleProcedure({ line: 4 }), sampleDrug({ line: 7, frequency: null })]
    const record = nhiRecordOfVisit(sampleVisitRecord({ orders }))
    expect(nhiRecordErrors(record, 'closing')).toEqual([{ field: 'D08', orderLine: 7, code: 'D029' }])
  })
})

describe('diagnoses of one sex', () => {
  const { patient } = sampleVisitRecord()
  const ofNewborn = (sex: 'M' | 'F', M35: string): string => {
    const newborn = { parentBirthDate: '1990-03-14', birthOrder: 1, birthCount: 1 }
    const child = { ...patient, birthDate: '2026-11-01', sex, idKind: 'newborn' as const, newborn }
    return errorsOf(withVisit(nhiRecordOfVisit(sampleVisitRecord({ patient: child })), { M35 }))
  }

  it('are held against the newborn itself, not against the parent it is treated for', () => {
    expect(ofNewborn('F', 'Q539')).toBe('M35:20;')
    expect(ofNewborn('M', 'Q539')).toBe('')
    expect(ofNewborn('M', 'Q529')).toBe('M35:20;')
  })

  it('are refused in every place for one sex exactly, and what is anybody’s for none', () => {
    const places = fc.constantFrom<VisitTag>('M35', 'M36', 'M37', 'M38', 'M39', 'M40')
    const codes = fc.constantFrom('C619', 'N401', 'N926', 'O800', 'Z3A20', 'J069', 'N630', 'I10')
    fc.assert(
      fc.property(places, codes, (place, code) => {
        const told = ['A123456789', 'A223456781'].map((M03) => errorsOf(withVisit(normal, { [place]: code, M03 })))
        const refused = told.filter((errors) => errors === `${place}:20;`)
        expect(refused).toHaveLength(sexOfDiagnosis(code) === null ? 0 : 1)
        expect(told.filter((errors) => errors === '')).toHaveLength(2 - refused.length)
      }),
    )
  })
})

it('lets a drug stand with D05 in one of two ways exactly, by where it is given', () => {
  fc.assert(
    fc.property(fc.constantFrom('1', 'M'), fc.constantFrom('0', '1', 'A'), (D02, D05) => {
      const contradicts = `${D02}${D05}` === '11' || `${D02}${D05}` === 'M0'
      expect(errorsOf(withOrder(normal, 0, { D02, D05 })).includes('D05[1]:D047;')).toBe(contradicts)
    }),
  )
})
