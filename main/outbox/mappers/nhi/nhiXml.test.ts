import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleException, sampleVisitRecord } from '../sampleVisitRecord.ts'
import { visitRecordArbitrary } from '../visitRecordArbitrary.ts'
import { decodeBig5, toBig5Text } from './big5.ts'
import type { NhiRecord } from './nhiRecord.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { type OrderTag, orderTags, type VisitTag, visitTags } from './nhiTags.ts'
import { buildNhiFile, maxRecordsPerFile, nhiXmlText, splitIntoFiles } from './nhiXml.ts'
import { readNhiFile } from './nhiXmlReader.ts'

const normal = nhiRecordOfVisit(sampleVisitRecord())

const anyValue = fc.oneof(
  fc.stringMatching(/^[A-Z0-9.]{1,12}$/),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
)
const anyFields = <Tag extends VisitTag | OrderTag>(tags: readonly Tag[]): fc.Arbitrary<{ [T in Tag]?: string }> =>
  fc
    .array(fc.tuple(fc.constantFrom(...tags), anyValue), { maxLength: 12 })
    .map((entries) => Object.fromEntries(entries) as { [T in Tag]?: string })

/** Records with any values at all, sendable or not. */
const anyRecord: fc.Arbitrary<NhiRecord> = fc.record({
  H00: fc.constant('1' as const),
  H01: fc.constantFrom('A' as const, 'B' as const, 'C' as const, 'D' as const),
  visit: anyFields(visitTags),
  orders: fc.array(anyFields(orderTags), { maxLength: 4 }),
}) as fc.Arbitrary<NhiRecord>

/** The record as it can be sent: each value in its Big5 form. */
const asSent = (record: NhiRecord): NhiRecord => {
  const sent = (fields: object): object =>
    Object.fromEntries(Object.entries(fields).map(([tag, value]) => [tag, toBig5Text(String(value)).text]))
  return { ...record, visit: sent(record.visit), orders: record.orders.map(sent) } as NhiRecord
}

describe('buildNhiFile', () => {
  it('writes the skeleton of the format, tags in order, nothing empty', () => {
    const orders = [{ D03: '001', D01: '1151122093015', D15: '' }]
    const { bytes, substitutions } = buildNhiFile([
      { H00: '1', H01: 'A', visit: { M13: '0012', M01: '000000010001', M02: '' }, orders },
    ])
    expect(decodeBig5(bytes)).toBe(
      '<?xml version="1.0" encoding="Big5"?><RECS><REC><MSH><H00>1</H00><H01>A</H01></MSH><MB>' +
        '<MB1><M01>000000010001</M01><M13>0012</M13></MB1>' +
        '<MB2><D01>1151122093015</D01><D03>001</D03></MB2></MB></REC></RECS>',
    )
    expect(substitutions).toEqual([])
  })

  it('writes Chinese in Big5 and tells what it changed', () => {
    const record: NhiRecord = { ...normal, orders: [{ D08: 'QAM&HS', D15: '王堃' }] }
    const { bytes, substitutions } = buildNhiFile([record])
    expect(substitutions).toEqual([
      { from: '&', to: '＆', reason: 'markup' },
      { from: '堃', to: '坤', reason: 'variant' },
    ])
    expect(Buffer.from(bytes).includes(Buffer.from('a4fda95b', 'hex'))).toBe(true)
    expect(readNhiFile(bytes)?.[0]?.orders[0]).toEqual({ D08: 'QAM＆HS', D15: '王坤' })
  })

  it('is read back as what was sent', () => {
    fc.assert(
      fc.property(fc.array(anyRecord, { minLength: 1, maxLength: 5 }), (records) => {
        const { bytes } = buildNhiFile(records)
        expect(readNhiFile(bytes)).toEqual(records.map(asSent))
        expect(buildNhiFile(records).bytes).toEqual(bytes)
        expect(decodeBig5(bytes)).toBe(nhiXmlText(records).text)
      }),
    )
  })

  it('carries any visit of the desk', () => {
    fc.assert(
      fc.property(visitRecordArbitrary, (visit) => {
        const record = nhiRecordOfVisit(visit)
        expect(readNhiFile(buildNhiFile([record]).bytes)).toEqual([asSent(record)])
      }),
    )
  })

  it.each([[0], [31]])('refuses %i records', (count) => {
    expect(() => buildNhiFile(Array.from({ length: count }, () => normal))).toThrow(RangeError)
  })
})

describe('readNhiFile', () => {
  const good = nhiXmlText([normal, nhiRecordOfVisit(sampleException())]).text
  it.each([
    ['white space', good.replace('<MB>', ' <MB>')],
    ['another encoding', good.replace('Big5', 'UTF-8')],
    ['a missing end', good.replace('</RECS>', '')],
    ['something after the end', `${good}x`],
    ['a second RECS', `${good}${good}`],
    ['an empty tag', good.replace('<M12>1</M12>', '<M12></M12>')],
    ['an unknown tag', good.replace('<MB1>', '<MB1><M00>1</M00>')],
    ['tags out of order', good.replace('<M12>1</M12>', '').replace('</MB1>', '<M12>1</M12></MB1>')],
    ['a tag twice', good.replace('<M12>1</M12>', '<M12>1</M12><M12>1</M12>')],
    ['another kind of record', good.replace('<H01>A</H01>', '<H01>Z</H01>')],
    ['an entity', good.replace('J069', 'J0&amp;9')],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(readNhiFile(Buffer.from(text, 'latin1'))).toBeNull()
  })
})

describe('splitIntoFiles', () => {
  const visit = (number: number, institution = '3531020884'): NhiRecord => ({
    ...normal,
    visit: { ...normal.visit, M05: institution, M15: String(number).padStart(20, '0') },
  })
  const itself = (record: NhiRecord): NhiRecord => record

  it('puts at most 30 in a file and keeps their order', () => {
    const records = Array.from({ length: 61 }, (_, index) => visit(index))
    const files = splitIntoFiles(records, itself)
    expect(files.map((file) => file.length)).toEqual([30, 30, 1])
    expect(files.flat()).toEqual(records)
  })

  it('never puts two institutions or the same record twice into one file', () => {
    const anyNumbers = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom('3531020884', '3531020893')),
      {
        maxLength: 120,
      },
    )
    fc.assert(
      fc.property(anyNumbers, (numbers) => {
        const items = numbers.map(([number, institution], index) => ({ index, record: visit(number, institution) }))
        const files = splitIntoFiles(items, (item) => item.record)
        expect(
          files
            .flat()
            .map((item) => item.index)
            .sort((one, other) => one - other),
        ).toEqual(items.map((item) => item.index))
        for (const file of files) {
          expect(file.length).toBeLessThanOrEqual(maxRecordsPerFile)
          expect(new Set(file.map((item) => item.record.visit.M05)).size).toBe(1)
          expect(new Set(file.map((item) => item.record.visit.M15)).size).toBe(file.length)
          expect(file.map((item) => item.index)).toEqual(
            file.map((item) => item.index).sort((one, other) => one - other),
          )
        }
      }),
    )
  })

  it('makes no file of nothing', () => {
    expect(splitIntoFiles([], itself)).toEqual([])
  })
})
