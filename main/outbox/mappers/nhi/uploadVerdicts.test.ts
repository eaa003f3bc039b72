import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleDrug, sampleProcedure, sampleVisitRecord } from '../sampleVisitRecord.ts'
import type { NhiRecord } from './nhiRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { type ResultFault, resultText } from './resultText.ts'
import { parseUploadResult } from './uploadResult.ts'
import { type UploadVerdicts, uploadVerdicts } from './uploadVerdicts.ts'

const record = (number: number): NhiRecord =>
  nhiRecordOfVisit(
    sampleVisitRecord({
      treatmentNumber: String(number).padStart(20, 'T'),
      orders: [sampleDrug({ line: 2 }), sampleProcedure({ line: 5 })],
    }),
  )
const sent = [record(1), record(2), record(3)]

const judge = (text: string, records: readonly NhiRecord[] = sent): UploadVerdicts | 'unreadable' => {
  const parsed = parseUploadResult(text)
  return parsed.ok ? uploadVerdicts(records, parsed.value) : 'unreadable'
}

const types = (verdicts: UploadVerdicts | 'unreadable'): string =>
  verdicts === 'unreadable'
    ? verdicts
    : verdicts.type === 'unclear'
      ? `unclear ${verdicts.reason}`
      : verdicts.verdicts.map((verdict) => verdict.type).join(' ')

describe('uploadVerdicts', () => {
  it('names the line of the order table, not the place in the record', () => {
    expect(judge(resultText(sent, [{ index: 1, items: ['M44:AH01', 'D08[2]:D029'] }]))).toEqual({
      type: 'clear',
      verdicts: [
        { type: 'accepted', warnings: [] },
        {
          type: 'rejected',
          fieldErrors: [
            { field: 'M44', orderLine: null, code: 'AH01' },
            { field: 'D08', orderLine: 5, code: 'D029' },
          ],
        },
        { type: 'accepted', warnings: [] },
      ],
    })
  })

  it.each<[string, readonly ResultFault[], number | undefined, string]>([
    ['all are well', [], undefined, 'accepted accepted accepted'],
    ['one is a duplicate', [{ index: 0, items: ['M11:C001'] }], undefined, 'duplicate accepted accepted'],
    ['a duplicate is not counted as invalid', [{ index: 0, items: ['M11:C001'] }], 0, 'duplicate accepted accepted'],
    [
      'a duplicate with another fault',
      [{ index: 0, items: ['M11:C001', 'M44:AH01'] }],
      undefined,
      'rejected accepted accepted',
    ],
    ['a remark on a valid record', [{ index: 2, items: ['M06:D024'] }], 0, 'accepted accepted accepted'],
    ['a remark on a record counted as invalid', [{ index: 2, items: ['M06:D024'] }], 1, 'accepted accepted rejected'],
    [
      'sections in another order',
      [
        { index: 2, items: ['M44:AH01'] },
        { index: 0, items: ['M44:AH01'] },
      ],
      undefined,
      'rejected accepted rejected',
    ],
    ['a refused record is not counted', [{ index: 0, items: ['M44:AH01'] }], 0, 'unclear invalid-count'],
    ['more are counted than named', [{ index: 0, items: ['M44:AH01'] }], 2, 'unclear invalid-count'],
    ['all are counted and none named', [], 3, 'unclear invalid-count'],
    [
      'a remark and a duplicate, one of them invalid',
      [
        { index: 0, items: ['M06:D024'] },
        { index: 1, items: ['M11:C001'] },
      ],
      1,
      'unclear invalid-count',
    ],
    ['an order that is not there', [{ index: 0, items: ['D05[3]:AF'] }], undefined, 'unclear sections'],
    [
      'a record named twice',
      [
        { index: 0, items: ['M44:AH01'] },
        { index: 0, items: ['M45:AA02'] },
      ],
      undefined,
      'unclear sections',
    ],
  ])('when %s', (_, faults, invalid, expected) => {
    expect(types(judge(resultText(sent, faults, invalid)))).toBe(expected)
  })

  it('keeps what was remarked of a record that was taken, or was there already', () => {
    const faults = [
      { index: 0, items: ['M11:C001', 'M06:AD34'] },
      { index: 2, items: ['D08[2]:D049'] },
    ]
    expect(judge(resultText(sent, faults, 0))).toEqual({
      type: 'clear',
      verdicts: [
        { type: 'duplicate', code: 'C001', warnings: [{ field: 'M06', orderLine: null, code: 'AD34' }] },
        { type: 'accepted', warnings: [] },
        { type: 'accepted', warnings: [{ field: 'D08', orderLine: 5, code: 'D049' }] },
      ],
    })
  })

  it.each([
    ['a tag and a code that nobody knows', ['Q99:ZZ9'], ['Q99 null ZZ9']],
    ['a field that the record does not have', ['M30:AB', 'D13[1]:AF'], ['M30 null AB', 'D13 2 AF']],
    ['two codes on one field', ['M44:AA', 'M44:AH'], ['M44 null AA', 'M44 null AH']],
    ['the same code on two orders', ['D08[1]:D029', 'D08[2]:D029'], ['D08 2 D029', 'D08 5 D029']],
    ['the same fault twice', ['M44:AA', 'D08[1]:AA', 'M44:AA', 'D08[1]:AA'], ['M44 null AA', 'D08 2 AA']],
    ['a code beside a warning', ['M06:D024', 'M44:AA'], ['M06 null D024', 'M44 null AA']],
  ])('refuses a record for %s, and keeps each word of it once', (_, items, expected) => {
    const verdicts = judge(resultText(sent, [{ index: 1, items }]))
    const verdict = verdicts === 'unreadable' || verdicts.type === 'unclear' ? undefined : verdicts.verdicts[1]
    if (verdict?.type !== 'rejected') throw new Error('not refused')
    expect(verdict.fieldErrors.map(({ field, orderLine, code }) => `${field} ${orderLine} ${code}`)).toEqual(expected)
    expect(types(verdicts)).toBe('accepted rejected accepted')
  })

  it('does not depend on the order in which the file was put together', () => {
    const text = resultText(sent, [{ index: 0, items: ['M44:AH01'] }])
    expect(types(judge(text, [...sent].reverse()))).toBe('accepted accepted rejected')
  })

  it.each([
    ['fewer records than sent', resultText(sent.slice(0, 2), []), 'unclear counts'],
    ['more records than sent', resultText([...sent, record(4)], []), 'unclear counts'],
    ['sums that differ', resultText(sent, []).replace('正確筆數：[3]', '正確筆數：[2]'), 'unclear counts'],
    [
      'a record of somebody else',
      resultText([record(1), record(2), record(9)], [{ index: 2, items: ['M44:AH01'] }]),
      'unclear sections',
    ],
    [
      'a number beyond the file',
      resultText(sent, [{ index: 2, items: ['M44:AH01'] }]).replace('第[3]', '第[4]'),
      'unclear sections',
    ],
  ])('takes %s for no proof', (_, text, expected) => {
    expect(types(judge(text))).toBe(expected)
  })

  it('gives the refusal of a whole file to the only record in it, and to none of several', () => {
    const refusal = (valid: number): string =>
      `${resultText([], [], 0).replace('正確筆數：[0]', `正確筆數：[${valid}]`)}${'='.repeat(75)}
第[0]筆 M03=[] M15=[]
錯誤原因：RECS:Y014;`
    expect(judge(refusal(0), [record(1)])).toEqual({
      type: 'clear',
      verdicts: [{ type: 'rejected', fieldErrors: [{ field: 'RECS', orderLine: null, code: 'Y014' }] }],
    })
    expect(types(judge(refusal(0)))).toBe('unclear file')
    expect(types(judge(refusal(1), [record(1)]))).toBe('unclear file')
  })

  const faultySets = fc.uniqueArray(
    fc.record({
      index: fc.integer({ min: 0, max: 2 }),
      items: fc.array(fc.constantFrom('M44:AH01', 'D08[1]:D029', 'D05[2]:AF', 'M35:15'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { selector: (fault) => fault.index, minLength: 1 },
  )

  it('never accepts a refused record because the text was damaged on its way', () => {
    const damage = fc.record({
      at: fc.nat(),
      remove: fc.integer({ min: 0, max: 40 }),
      insert: fc.string({ maxLength: 3 }),
    })
    fc.assert(
      fc.property(faultySets, damage, (faults, { at, remove, insert }) => {
        const text = resultText(sent, faults)
        const place = at % text.length
        const verdicts = judge(`${text.slice(0, place)}${insert}${text.slice(place + remove)}`)
        if (verdicts === 'unreadable' || verdicts.type === 'unclear') return
        for (const { index } of faults) expect(verdicts.verdicts[index]?.type).toBe('rejected')
      }),
      { numRuns: 2000 },
    )
  })

  it('never accepts a refused record, nor any record on the way to it, when the text breaks off', () => {
    const text = resultText(sent, [
      { index: 1, items: ['M44:AH01', 'D05[2]:AF'] },
      { index: 2, items: ['M35:15', 'D08[1]:D029'] },
    ])
    // Broken off between two items of the last section it tells less, but the same of every record.
    for (let end = 0; end < text.length; end += 1) {
      expect(types(judge(text.slice(0, end)))).toMatch(/^(unreadable|unclear .*|accepted rejected rejected)$/)
    }
    const lastSection = text.lastIndexOf('第[')
    for (let end = 0; end < lastSection; end += 1) {
      expect(types(judge(text.slice(0, end)))).toMatch(/^(unreadable|unclear .*)$/)
    }
  })

  it('takes nothing left to delete for a deletion that is done, and for no other record', () => {
    const deletion = { ...record(1), H01: 'D' as const }
    const verdict = (of: NhiRecord, code: string) => judge(resultText([of], [{ index: 0, items: [code] }]), [of])
    expect(verdict(deletion, 'H01:D001')).toEqual({
      type: 'clear',
      verdicts: [{ type: 'duplicate', code: 'D001', warnings: [] }],
    })
    expect(types(verdict(deletion, 'M15:C001'))).toBe('rejected')
    expect(types(verdict(record(1), 'H01:D001'))).toBe('rejected')
  })
})
