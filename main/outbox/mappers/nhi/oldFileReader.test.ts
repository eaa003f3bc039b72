import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sampleVisitRecord } from '../sampleVisitRecord.ts'
import { encodeBig5 } from './big5.ts'
import { nhiRecordOfVisit } from './nhiRecordMapper.ts'
import { buildNhiFile } from './nhiXml.ts'
import { readOldFile } from './oldFileReader.ts'
import { type OldRecord, oldOrderTags, oldVisitTags } from './oldFormat.ts'

const declaration = '<?xml version="1.0" encoding="Big5"?>'
const elements = (fields: Readonly<Record<string, string>>, gap = ''): string =>
  Object.entries(fields)
    .map(([tag, value]) => `<${tag}>${value}</${tag}>${gap}`)
    .join('')
const recordText = (
  visit: Readonly<Record<string, string>>,
  orders: readonly Readonly<Record<string, string>>[],
  header: Readonly<Record<string, string>> = { A00: '1', A01: '1', A02: '1.0' },
  gap = '',
): string =>
  ['<REC>', `<MSH>${elements(header, gap)}</MSH>`, '<MB>', `<MB1>${elements(visit, gap)}</MB1>`]
    .concat(orders.map((order) => `<MB2>${elements(order, gap)}</MB2>`))
    .concat(['</MB>', '</REC>'])
    .join(gap)
const read = (text: string) => readOldFile(encodeBig5(text))
const file = (...records: readonly string[]): string => `${declaration}<RECS>${records.join('')}</RECS>`

const visit = { A11: '900000000011', A12: 'A123456789', A17: '1041125093015', A18: '0012', A23: '01', A25: 'J069' }
const order = { A71: '1041125093015', A72: '1', A73: 'AC58256100', A75: 'TID', A76: '03', A77: '9.0', A78: '01' }

describe('readOldFile', () => {
  it('reads records with their kinds, on one line or on many, and leaves out what has no value', () => {
    const correction = { A00: '1', A01: '4', A02: '1.0' }
    const text = `${declaration}\r\n<RECS>\r\n${recordText({ ...visit, A26: '' }, [order], undefined, '\r\n')}${recordText(
      visit,
      [],
      correction,
    )}</RECS>\r\n`
    expect(read(text)).toEqual({
      ok: true,
      records: [
        { dataType: 'visit', kind: 'normal', visit, orders: [order] },
        { dataType: 'visit', kind: 'exception-correction', visit, orders: [] },
      ],
    })
  })

  it('reads a vaccination, Chinese, and characters that stand as entities', () => {
    const shot = { A11: '900000000011', A61: '流感疫苗', A64: 'A&amp;B' }
    expect(read(file(recordText(shot, [], { A00: '2', A01: '1', A02: '1.0' })))).toEqual({
      ok: true,
      records: [{ dataType: 'vaccination', kind: 'normal', visit: { ...shot, A64: 'A&B' }, orders: [] }],
    })
  })

  it.each<[string, string, { fault: string; record: number | null }]>([
    ['nothing', '', { fault: 'structure', record: null }],
    ['no declaration', `<RECS>${recordText(visit, [])}</RECS>`, { fault: 'structure', record: null }],
    ['another encoding', file().replace('Big5', 'UTF-8'), { fault: 'not-big5', record: null }],
    ['no closing RECS', `${declaration}<RECS>${recordText(visit, [])}`, { fault: 'structure', record: null }],
    ['text behind the end', `${file()}x`, { fault: 'structure', record: null }],
    ['an unknown tag', file(recordText(visit, []), recordText({ A99: '1' }, [])), { fault: 'structure', record: 2 }],
    [
      'a tag twice',
      file(recordText(visit, []).replace('<A12>', '<A11>1</A11><A12>')),
      { fault: 'structure', record: 1 },
    ],
    [
      'another version',
      file(recordText(visit, [], { A00: '1', A01: '1', A02: '2.0' })),
      { fault: 'version', record: 1 },
    ],
    [
      'an unknown kind',
      file(recordText(visit, [], { A00: '1', A01: '9', A02: '1.0' })),
      { fault: 'structure', record: 1 },
    ],
    ['an entity of its own', file(recordText({ A11: '&x;' }, [])), { fault: 'structure', record: 1 }],
  ])('says where a file with %s is none', (_, text, fault) => {
    expect(read(text)).toEqual({ ok: false, ...fault })
  })

  it('calls a file of format 2.0 one of another version', () => {
    const { bytes } = buildNhiFile([nhiRecordOfVisit(sampleVisitRecord())])
    expect(readOldFile(bytes)).toEqual({ ok: false, fault: 'version', record: 1 })
  })

  it('gives back whatever was written', () => {
    const value = fc.stringMatching(/^[0-9A-Za-z王林試疫苗]{1,20}$/)
    const fields = (tags: ReadonlySet<string>) => fc.dictionary(fc.constantFrom(...tags), value, { maxKeys: 12 })
    const records = fc.array(
      fc.record({ visit: fields(oldVisitTags), orders: fc.array(fields(oldOrderTags), { maxLength: 4 }) }),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(records, fc.constantFrom('', '\n', '\r\n  '), (written, gap) => {
        const text = file(...written.map((each) => recordText(each.visit, each.orders, undefined, gap)))
        const expected = written.map((each): OldRecord => ({ dataType: 'visit', kind: 'normal', ...each }))
        expect(read(text)).toEqual({ ok: true, records: expected })
      }),
    )
  })

  it('never throws, whatever the bytes', () => {
    const whole = encodeBig5(file(recordText(visit, [order])))
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (place, byte, isCut) => {
        const changed = isCut ? whole.slice(0, place) : whole.with(place, byte)
        expect(() => readOldFile(changed)).not.toThrow()
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => readOldFile(bytes)).not.toThrow()
      }),
    )
  })
})
