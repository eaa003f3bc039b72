import { describe, expect, it } from 'vitest'
import { rocDateOfIso, rocDateTime } from '../../people/rocDate.ts'
import { personOf, takeVisit, testCentre } from '../testCentre.ts'
import { checkRecord } from './checkRecord.ts'
import type { CheckContext } from './finding.ts'
import { itemOf } from './resultText.ts'
import type { TaggedValues, UploadedRecord } from './uploadedRecord.ts'

const NOW = Date.parse('2026-01-15T10:00:00+08:00')
const HOUR_MS = 60 * 60 * 1000
const centre = testCentre(NOW)
const person = personOf(centre, 'lin-adult')
const card = takeVisit(centre, person)
const noCard = takeVisit(centre, person, 'no-card')
const drug = 'AC29812100'
const signature = 'A'.repeat(40)
card.orderSignatures[signature] = drug

const context: CheckContext = {
  hospitalId: centre.configuration.clinic.hospitalId,
  samId: centre.configuration.clinic.samId,
  now: NOW + HOUR_MS,
  people: centre.configuration.people,
  staff: centre.configuration.staff,
  visitByNumber: (number) => centre.file.value.visits.find((visit) => visit.treatmentNumber === number),
  accepted: undefined,
}

const order: TaggedValues = {
  D01: card.treatmentDateTime,
  D02: '1',
  D03: '001',
  D04: 'A',
  D05: '0',
  D06: drug,
  D08: 'TID',
  D09: '3',
  D10: '9.0',
  D11: signature,
  D14: 'PO',
}
const normal: UploadedRecord = {
  header: { H00: '1', H01: 'A' },
  visit: {
    M01: context.samId,
    M02: person.nhiCardNumber,
    M03: person.nationalId,
    M04: rocDateOfIso(person.birthDate),
    M05: context.hospitalId,
    M06: context.staff[0]?.nationalId ?? '',
    M07: '01',
    M11: card.treatmentDateTime,
    M12: '1',
    M13: card.sequenceNumber,
    M14: card.signature,
    M15: card.treatmentNumber,
    M20: '3',
    M23: '0',
    M24: '1',
    M35: 'J069',
    M44: '450',
    M45: '50',
    M56: '11',
  },
  orders: [order],
}
const { M01: _sam, M02: _card, M14: _signature, ...withoutCard } = normal.visit
const { D11: _signed, ...unsigned } = order
const exception: UploadedRecord = {
  header: { H00: '1', H01: 'B' },
  visit: { ...withoutCard, M11: noCard.treatmentDateTime, M13: 'A020', M15: noCard.treatmentNumber },
  orders: [{ ...unsigned, D01: noCard.treatmentDateTime }],
}

const items = (record: UploadedRecord, other: Partial<CheckContext> = {}) =>
  checkRecord(record, { ...context, ...other }).map(itemOf)

/** The record with some tags changed; undefined takes a tag away. */
const changed = (
  record: UploadedRecord,
  visit: Record<string, string | undefined>,
  orders = record.orders,
): UploadedRecord => ({
  ...record,
  visit: Object.fromEntries(
    Object.entries({ ...record.visit, ...visit }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  ),
  orders,
})
const withOrder = (change: Record<string, string | undefined>): UploadedRecord =>
  changed(normal, {}, [
    Object.fromEntries(
      Object.entries({ ...order, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  ])

describe('record checks', () => {
  it('pass a normal record and an exception record', () => {
    expect(items(normal)).toEqual([])
    expect(items(exception)).toEqual([])
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['missing person', { M03: undefined }, 'M03:AA;'],
    ['missing signature', { M14: undefined }, 'M14:AA;'],
    ['letters in a number', { M44: '45O' }, 'M44:AB;'],
    ['too long', { M35: 'J06911111111' }, 'M35:AC;'],
    ['short identifier', { M15: 'X' }, 'M15:AC;'],
    ['unknown category', { M07: 'QQ' }, 'M07:AD;'],
    ['no category', { M07: undefined }, 'M07:Y008;'],
    ['no dispensing mode', { M23: undefined }, 'M23:Y008;'],
    ['no fee', { M44: undefined }, 'M44:AH01;'],
    ['no diagnosis', { M35: undefined }, 'M35:AH05;'],
    ['no copayment', { M45: undefined }, 'M45:AA;'],
    ['inpatient fee', { M46: '10' }, 'M46:AH02;'],
    ['serial out of range', { M13: '1501' }, 'M13:AD01;'],
    ['serial of another visit', { M13: '0002' }, 'M13:AD01;'],
    ['letter serial on a physical card', { M13: 'V001' }, 'M13:AD01;'],
    ['preventive without code', { M07: 'AC', M13: '0001' }, 'M13:AD13;'],
    ['serial where none belongs', { M07: 'AD' }, 'M13:AD14;'],
    ['foreign signature', { M14: 'B'.repeat(256) }, 'M14:04;'],
    ['another card', { M02: '900000000022' }, 'M02:05;'],
    ['another birth date', { M04: '0730316' }, 'M04:05;'],
    ['another SAM', { M01: '000000999999' }, 'M01:06;'],
    ['another hospital', { M05: '3599990023' }, 'M05:07;'],
    ['unknown staff', { M06: 'A123456789' }, 'M06:13;'],
    ['impossible diagnosis', { M36: '12' }, 'M36:15;'],
    ['unknown identifier', { M15: 'Z'.repeat(20) }, 'M15:D002;'],
    ['identifier of another person', { M03: personOf(centre, 'wu-low-income').nationalId }, 'M15:D003;'],
    ['identifier of another hospital', { M05: '3599990023' }, 'M15:D004;'],
    ['identifier of another time', { M11: rocDateTime(NOW + 1000) }, 'M15:D005;'],
    ['identifier made without card', { M15: noCard.treatmentNumber }, 'M15:D069;'],
    ['impossible time', { M11: '1150230100000' }, 'M11:AD;'],
    ['order time', { M11: rocDateTime(NOW + 1000) }, 'D01[1]:BE;'],
    ['released but dispensed here', { M23: '1' }, 'D02[1]:D044;'],
    ['released with days', { M23: '1' }, 'M20:D036;'],
    ['nothing prescribed', { M23: '2', M20: '0' }, 'D02[1]:D045;'],
    ['kind without counter', { M24: undefined }, 'M24:D062;'],
    ['counter without kind', { M25: '1' }, 'M25:D064;'],
    ['days beyond those supplied', { M20: '2' }, 'D09[1]:D041;'],
    ['make-up without actual time', { M12: '2' }, 'M49:AA;'],
    ['unknown medical category', { M56: '99' }, 'M56:D066;'],
  ])('find %s', (_, change, item) => {
    expect(items(changed(normal, change))).toContain(item)
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['no signature', { D11: undefined }, 'D11[1]:AA;'],
    ['foreign signature', { D11: 'B'.repeat(40) }, 'D11[1]:16;'],
    ['signature of another drug', { D06: 'AC37344100' }, 'D11[1]:16;'],
    ['no frequency', { D08: undefined }, 'D08[1]:D029;'],
    ['no days', { D09: undefined }, 'D09[1]:D040;'],
    ['too many days', { D09: '91' }, 'D09[1]:D040;'],
    ['zero', { D10: '0.0' }, 'D10[1]:AA04;'],
    ['two decimals', { D10: '9.00' }, 'D10[1]:AB;'],
    ['unknown type', { D02: 'Z' }, 'D02[1]:D000;'],
    ['serial 000', { D03: '000' }, 'D03[1]:D028;'],
    ['no drug code', { D06: '39004C' }, 'D06[1]:10;'],
    ['released although dispensed here', { D02: 'M' }, 'D02[1]:D027;'],
    ['virtual code of another type', { D06: 'R001' }, 'D02[1]:19;'],
  ])('find an order with %s', (_, change, item) => {
    expect(items(withOrder(change))).toContain(item)
  })

  it('count the place of an order and its repeated serial', () => {
    expect(items(changed(normal, {}, [order, { ...order, D09: '91' }]))).toEqual([
      'D03[2]:D028;',
      'D09[2]:D040;',
      'D09[2]:D041;',
    ])
    const many = Array.from({ length: 501 }, (_, index) => ({ ...order, D03: String(index + 1).padStart(3, '0') }))
    expect(items(changed(normal, {}, many))).toEqual(['D03:AG;'])
  })

  it.each<[string, Record<string, string | undefined>, string]>([
    ['a serial', { M13: '0001' }, 'M13:AD02;'],
    ['a signature', { M14: card.signature }, 'M14:AF;'],
    ['an identifier made with the card', { M15: card.treatmentNumber }, 'M15:D069;'],
  ])('find an exception with %s', (_, change, item) => {
    expect(items(changed(exception, change))).toContain(item)
  })

  it('know the upload time', () => {
    expect(items(normal, { now: NOW - HOUR_MS })).toEqual(['M11:BD;'])
    expect(items(normal, { now: NOW + 93 * 24 * HOUR_MS })).toEqual(['M11:BH;'])
  })

  it('ask only for the identity of a record that deletes', () => {
    const { M03, M05, M11, M15 } = normal.visit
    const record = { header: { H00: '1', H01: 'D' }, visit: { M03, M05, M11, M15 }, orders: [] } as UploadedRecord
    expect(items(record)).toEqual([])
    expect(items({ ...normal, header: { H00: '1', H01: 'Q' } })).toContain('H01:AD;')
  })
})
