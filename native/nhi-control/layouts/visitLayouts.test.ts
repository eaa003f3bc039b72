import { describe, expect, it } from 'vitest'
import { criticalIllnessIcd10Request, decodeCriticalIllness } from './criticalIllnessLayouts.ts'
import { decodeCumulative } from './cumulativeLayout.ts'
import { decodeTreatmentNeedHpc, treatmentNeedHpcIcd10Request, withDiagnoses } from './diagnosedVisitLayouts.ts'
import { needsPacking } from './diagnosisKinds.ts'
import { decodeCardVisits } from './visitLayouts.ts'

const given = (value: unknown) => ({ ok: true, value })
const faultAt = (field: string) => ({
  ok: false,
  error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'field', field } },
})

describe('visits on the card', () => {
  const visit = (item: string, dateTime: string, serial: string) =>
    `${item} ${dateTime}1${serial}3501200000${'00000350'}${'00000050'}${'0'.repeat(22)}`
  const dates = `11001011201231${' '.repeat(70)}`
  const empty = ' '.repeat(69)
  const visits = dates + visit('01', '1151101093000', '0007') + visit('AC', '1151124101500', '    ') + empty.repeat(4)
  const older = {
    treatmentItem: '01',
    treatmentDateTime: '1151101093000',
    hospitalId: '3501200000',
    visitSequenceNumber: '0007',
  }
  const newer = {
    treatmentItem: 'AC',
    treatmentDateTime: '1151124101500',
    hospitalId: '3501200000',
    visitSequenceNumber: null,
  }

  it('reads them newest first and leaves out the places that were never written', () => {
    expect(decodeCardVisits(Buffer.from(visits))).toEqual(given([newer, older]))
    expect(decodeCardVisits(Buffer.alloc(498, 0x20))).toEqual(given([]))
    expect(decodeCardVisits(Buffer.alloc(498))).toEqual(given([]))
    expect(decodeCardVisits(Buffer.alloc(498, '0'))).toEqual(given([]))
  })

  it.each<[string, number, string, string]>([
    ['a time that no clock shows', 85 + 3 + 7, '24', 'visits.1.treatmentDateTime'],
    ['a letter in a fee', 85 + 69 + 31, 'x', 'visits.2.outpatientFee'],
    ['half a serial', 85 + 17, ' ', 'visits.1.visitSequenceNumber'],
    ['a date of an illness that is none', 1, '9999999', 'criticalIllnesses.1.validFrom'],
  ])('refuses them all for %s', (_name, at, replacement, field) => {
    const bytes = Buffer.from(visits)
    bytes.write(replacement, at - 1, 'latin1')
    expect(decodeCardVisits(bytes)).toMatchObject(faultAt(field))
  })

  it('reads the diagnoses as the card packs them', () => {
    const bytes = `${'C50  11001011201231'.padEnd(114)}${'1151101093000J069 I10'.padEnd(43)}${' '.repeat(215)}`
    expect(decodeTreatmentNeedHpc(Buffer.from(bytes))).toEqual(
      given({
        criticalIllnesses: [{ code: 'C50', validFrom: '2021-01-01', validUntil: '2031-12-31' }],
        visits: [{ treatmentDateTime: '1151101093000', diagnoses: ['J069', 'I10'] }],
      }),
    )
  })

  it('reads them in ICD-10 mode, at the places the manual names, with the marker still in empty cells', () => {
    const bytes = Buffer.from(treatmentNeedHpcIcd10Request())
    bytes.write('C50911 ', 2 - 1, 'latin1')
    bytes.write('11001011201231', 10 - 1, 'latin1')
    bytes.write('1151101093000', 139 - 1, 'latin1')
    bytes.write('S52501A', 153 - 1, 'latin1')
    bytes.write('I10    ', 198 - 1, 'latin1')
    bytes.write('1151102093000', 206 - 1, 'latin1')
    expect(decodeTreatmentNeedHpc(bytes)).toEqual(
      given({
        criticalIllnesses: [{ code: 'C50911', validFrom: '2021-01-01', validUntil: '2031-12-31' }],
        visits: [
          { treatmentDateTime: '1151101093000', diagnoses: ['S52501A', 'I10'] },
          { treatmentDateTime: '1151102093000', diagnoses: [] },
        ],
      }),
    )
  })

  it('asks for ICD-10 mode by a marker in each cell', () => {
    const request = Buffer.from(treatmentNeedHpcIcd10Request()).toString('latin1')
    expect(request).toHaveLength(540)
    expect(request.match(/\[XXXXXXX\]/g)).toHaveLength(42)
    expect(request.slice(151, 160)).toBe('[XXXXXXX]')
    expect(Buffer.from(criticalIllnessIcd10Request()).toString('latin1')).toBe(`[XXXXXXX]${' '.repeat(14)}`.repeat(6))
  })

  it('reads critical illnesses in both modes', () => {
    expect(decodeCriticalIllness(Buffer.from('C50  11001010000000'.padEnd(114)))).toEqual(
      given([{ code: 'C50', validFrom: '2021-01-01', validUntil: null }]),
    )
    expect(decodeCriticalIllness(Buffer.from('[C50911 ]11001011201231'.padEnd(138)))).toEqual(
      given([{ code: 'C50911', validFrom: '2021-01-01', validUntil: '2031-12-31' }]),
    )
    expect(decodeCriticalIllness(Buffer.from('?C50911 ]11001011201231'.padEnd(138)))).toMatchObject(
      faultAt('criticalIllnesses.1.code'),
    )
    expect(decodeCriticalIllness(criticalIllnessIcd10Request())).toEqual(given([]))
  })

  it('puts visits and diagnoses together by date and time', () => {
    expect(
      withDiagnoses([newer, older], [{ treatmentDateTime: older.treatmentDateTime, diagnoses: ['J069'] }]),
    ).toEqual([
      { ...newer, diagnoses: [] },
      { ...older, diagnoses: ['J069'] },
    ])
  })

  it('knows which codes the card has to pack', () => {
    expect(['J069', 'I10', 'M5416', 'S52501A', 'V4312XA', 'E119'].filter(needsPacking)).toEqual([
      'S52501A',
      'V4312XA',
      'E119',
    ])
  })
})

describe('counters', () => {
  const year = (roc: string, visits: string) =>
    `${roc}${visits}${'0000123456'}${'0000000000'}${'00004500'}${'0'.repeat(16)}${'00004500'.repeat(2)}`
  const none = { inpatientFee: 0, inpatientCopaymentA: 0, inpatientCopaymentB: 0 }

  it('reads them newest year first', () => {
    expect(decodeCumulative(Buffer.from(year('114', '0012') + year('115', '   3')))).toEqual(
      given([
        { year: 2026, visits: 3, outpatientFee: 123456, outpatientCopayment: 4500, ...none },
        { year: 2025, visits: 12, outpatientFee: 123456, outpatientCopayment: 4500, ...none },
      ]),
    )
  })

  it('reads a card that was never used', () => {
    expect(decodeCumulative(Buffer.alloc(134, 0x20))).toEqual(given([]))
  })

  it('refuses a counter that is no number', () => {
    expect(decodeCumulative(Buffer.from(year('115', '1e3 ') + year('114', '0001')))).toMatchObject(
      faultAt('years.1.visits'),
    )
  })
})
