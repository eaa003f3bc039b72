import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { PrescriptionWrite, TreatmentWrite } from '../port.ts'
import {
  decodeLongTerm,
  decodeOrderSignatures,
  decodePrescriptions,
  encodePrescriptions,
} from './prescriptionLayouts.ts'
import {
  encodeTreatmentCode,
  encodeTreatmentCodeIcd10,
  encodeTreatmentData,
  encodeTreatmentDataIcd10,
  encodeTreatmentFee,
} from './treatmentWriteLayouts.ts'

const big5 = (text: string): Buffer => iconv.encode(text, 'cp950')
const padded = (text: string, width: number): string => text + ' '.repeat(width - big5(text).length)
const latin = (bytes: { ok: boolean; value?: Uint8Array }): string => Buffer.from(bytes.value ?? []).toString('latin1')
const given = (value: unknown) => ({ ok: true, value })
const faultAt = (field: string) => ({
  ok: false,
  error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'field', field } },
})

describe('orders', () => {
  const at = '1151125093000'
  const drug: PrescriptionWrite = {
    orderType: '1',
    code: 'AC12345100',
    site: '',
    usage: 'TID PC',
    days: 3,
    totalQuantity: 4.5,
    deliveryNote: '01',
  }
  const procedure: PrescriptionWrite = {
    ...drug,
    orderType: '3',
    code: '00109C',
    usage: '',
    days: null,
    totalQuantity: 1,
    deliveryNote: '03',
  }
  const drugBytes = `${at}1AC12345100        TID PC            0300004.501`

  it('writes them, 61 bytes each, and reads them back', () => {
    const bytes = encodePrescriptions(at, [drug, procedure])
    expect(latin(bytes)).toBe(`${drugBytes}${at}300109C${' '.repeat(6 + 6 + 18 + 2)}00001.003`)
    const { deliveryNote: _one, ...drugOnCard } = drug
    const { deliveryNote: _other, ...procedureOnCard } = procedure
    expect(decodePrescriptions(Buffer.from(latin(bytes), 'latin1'))).toEqual(
      given([
        { treatmentDateTime: at, ...drugOnCard },
        { treatmentDateTime: at, ...procedureOnCard },
      ]),
    )
  })

  it.each<[string, Partial<PrescriptionWrite>, string]>([
    ['a code too long', { code: 'AC12345100XYZ' }, 'code'],
    ['no code', { code: '' }, 'code'],
    ['a usage too long', { usage: '每日三次，每次一顆，飯後服' }, 'usage'],
    ['a usage that Big5 cannot write', { usage: '하루 세 번' }, 'usage'],
    ['a hundred days', { days: 100 }, 'days'],
    ['half a day', { days: 1.5 }, 'days'],
    ['a quantity below nought', { totalQuantity: -1 }, 'totalQuantity'],
    ['no quantity at all', { totalQuantity: Number.NaN }, 'totalQuantity'],
  ])('refuses to write an order with %s', (_name, change, field) => {
    expect(encodePrescriptions(at, [drug, { ...drug, ...change }])).toMatchObject({
      ok: false,
      error: { code: 'RECORD_INVALID', details: { field } },
    })
  })

  it('reads usages in Chinese, and long-term drugs', () => {
    const bytes = Buffer.concat([big5('1151001AC12345100'), big5(padded('早晚飯後', 18)), big5('28000056 ')])
    expect(decodeLongTerm(bytes)).toEqual(
      given([{ date: '2026-10-01', code: 'AC12345100', usage: '早晚飯後', days: 28, totalQuantity: 56 }]),
    )
  })

  it('refuses half an order, and all for one that is not valid', () => {
    expect(decodePrescriptions(Buffer.from(drugBytes.slice(1)))).toMatchObject({
      ok: false,
      error: { code: 'CONTROL_BAD_REPLY', details: { reason: 'length' } },
    })
    expect(decodePrescriptions(Buffer.from(drugBytes + drugBytes.replace('00004.5', '0004,50')))).toMatchObject(
      faultAt('totalQuantity'),
    )
  })

  it('wants one signature for each order', () => {
    const first = 'A1'.repeat(20)
    const second = 'B2'.repeat(20)
    expect(decodeOrderSignatures(Buffer.from(first + second), 2)).toEqual(given([first, second]))
    expect(decodeOrderSignatures(Buffer.from(first), 2)).toMatchObject({
      ok: false,
      error: { details: { reason: 'signature-count' } },
    })
    expect(decodeOrderSignatures(Buffer.from(`${first}B2`), 2)).toMatchObject({
      ok: false,
      error: { details: { reason: 'length' } },
    })
    expect(decodeOrderSignatures(Buffer.from(first + second.replace('B2', 'B ')), 2)).toMatchObject(
      faultAt('signature'),
    )
  })
})

describe('codes and fees', () => {
  const treatment: TreatmentWrite = {
    afterCheck: '1',
    treatmentDateTime: '1151125093000',
    diagnoses: ['J069', 'I10'],
    outpatientFee: 350,
    copayment: 50,
  }
  const fees = '00000350000000500000000000000000000000'

  it('writes them at the places the manual names', () => {
    expect(latin(encodeTreatmentCode(treatment))).toBe('1J069 I10'.padEnd(31))
    expect(latin(encodeTreatmentFee(treatment))).toBe(fees)
    expect(latin(encodeTreatmentData(treatment))).toBe('1J069 I10'.padEnd(31) + fees)
    const icd10 = latin(
      encodeTreatmentCodeIcd10({ ...treatment, diagnoses: ['S52501A', 'I10', 'A', 'B', 'C', 'D123456'] }),
    )
    expect(icd10).toHaveLength(54)
    expect([3, 12, 21, 30, 39, 48].map((from) => icd10.slice(from - 1, from + 6).trimEnd())).toEqual([
      'S52501A',
      'I10',
      'A',
      'B',
      'C',
      'D123456',
    ])
    expect(latin(encodeTreatmentDataIcd10(treatment))).toBe('1[J069   ][I10    ]'.padEnd(55) + fees)
  })

  it.each<[string, Partial<TreatmentWrite>, string]>([
    ['a seventh diagnosis', { diagnoses: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] }, 'diagnoses'],
    ['a code with its dot', { diagnoses: ['J06.9'] }, 'main'],
    ['a code too long', { diagnoses: ['I10', 'S52501AX'] }, 'secondary1'],
  ])('refuses %s', (_name, change, field) => {
    expect(encodeTreatmentCodeIcd10({ ...treatment, ...change })).toMatchObject({
      ok: false,
      error: { code: 'RECORD_INVALID', details: { field } },
    })
  })

  it('refuses a code that would have to be packed, and a fee that is none', () => {
    expect(encodeTreatmentCode({ ...treatment, diagnoses: ['S52501A'] })).toMatchObject({
      ok: false,
      error: { details: { field: 'main' } },
    })
    for (const outpatientFee of [-1, 0.5, 100_000_000]) {
      expect(encodeTreatmentFee({ ...treatment, outpatientFee })).toMatchObject({
        ok: false,
        error: { details: { field: 'outpatientFee' } },
      })
    }
  })
})
