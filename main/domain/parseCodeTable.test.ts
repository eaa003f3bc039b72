import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCodeSystem } from './codeSystem.ts'
import { type ImportableSystem, type ParsedCodeTable, parseCodeTable } from './parseCodeTable.ts'

const edition = { validFrom: '2025-01-01', validTo: null }

const parse = (system: ImportableSystem, text: string): ParsedCodeTable => {
  const parsed = parseCodeTable(system, text, edition)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

const tsv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join('\t')).join('\n')

describe('parseCodeTable', () => {
  it('reads diagnoses', () => {
    const text = tsv(
      ['code', 'billable', 'nameEn', 'nameZh'],
      ['X01', '0', 'Made-up illness', '虛構疾病'],
      ['X01.2A', '1', 'Made-up illness, "severe"', '虛構疾病，重度'],
    )
    expect(parse('icd-10-cm', text)).toEqual({
      concepts: [
        expect.objectContaining({ code: 'X01', billable: false, displayZh: '虛構疾病', ...edition }),
        expect.objectContaining({ code: 'X01.2A', billable: true, displayEn: 'Made-up illness, "severe"' }),
      ],
      refused: [],
    })
  })

  it('reads drugs, which have no price', () => {
    const text = tsv(['code', 'name'], ['AC00000100', 'NOTHING  TABLETS 5MG "TEST"(鋁箔/膠箔) '])
    expect(parse('nhi-drug', text).concepts).toEqual([
      {
        code: 'AC00000100',
        displayZh: '',
        displayEn: 'NOTHING TABLETS 5MG "TEST"(鋁箔/膠箔)',
        billable: true,
        unit: '',
        unitPoints: null,
        usual: { dose: null, frequency: null, route: null, days: null },
        ...edition,
      },
    ])
  })

  it('reads the fee schedule with its points and days', () => {
    const header = ['code', 'points', 'validFrom', 'validTo', 'nameEn', 'nameZh']
    const text = tsv(
      header,
      ['99001C', '75', '19950701', '20151231', '', '虛構治療'],
      ['99001C', '80.5', '20160101', '29101231', '', '虛構治療'],
      ['99+L01C', '0', '', '', 'Made-up', ''],
    )
    expect(parse('nhi-procedure', text)).toMatchObject({
      concepts: [
        { code: '99001C', unitPoints: 75, validFrom: '1995-07-01', validTo: '2015-12-31' },
        { code: '99001C', unitPoints: 80.5, validFrom: '2016-01-01', validTo: null },
        { code: '99+L01C', unitPoints: 0, ...edition },
      ],
      refused: [],
    })
  })

  it('reads the same from CSV with quotes and a byte-order mark', () => {
    const csv = '\uFEFFcode,billable,nameEn,nameZh\r\nX01,1,"Made-up, ""mild""\r\nillness",虛構疾病\r\n\r\n'
    expect(parse('icd-10-cm', csv)).toMatchObject({
      concepts: [{ code: 'X01', displayEn: 'Made-up, "mild" illness', displayZh: '虛構疾病' }],
      refused: [],
    })
  })

  it('names the line of a refused row even after a cell of two lines', () => {
    const csv = 'code,billable,nameEn,nameZh\r\nX01,1,"two\r\nlines",虛構\r\nbad,1,a,b\r\n'
    expect(parse('icd-10-cm', csv).refused).toEqual([{ line: 4, code: 'bad', reason: 'code' }])
  })

  it.each([
    ['too few columns', 'icd-10-cm', ['X01', '1', 'a'], 'columns'],
    ['a code of another list', 'icd-10-cm', ['AC00000100', '1', 'a', 'b'], 'code'],
    ['a mark that is neither 0 nor 1', 'icd-10-cm', ['X01', 'yes', 'a', 'b'], 'billable'],
    ['no name', 'icd-10-cm', ['X01', '1', '', ' '], 'name'],
    ['an endless name', 'icd-10-cm', ['X01', '1', 'a'.repeat(401), 'b'], 'name'],
    ['a drug code that is too short', 'nhi-drug', ['AC000', 'a'], 'code'],
    ['points that are no number', 'nhi-procedure', ['99001C', '7O', '20160101', '', 'a', 'b'], 'points'],
    ['negative points', 'nhi-procedure', ['99001C', '-5', '20160101', '', 'a', 'b'], 'points'],
    ['a day that does not exist', 'nhi-procedure', ['99001C', '5', '20160230', '', 'a', 'b'], 'date'],
    ['an end before the beginning', 'nhi-procedure', ['99001C', '5', '20160102', '20160101', 'a', 'b'], 'twice'],
  ] as const)('refuses a row with %s', (_, system, row, reason) => {
    const header = {
      'icd-10-cm': ['code', 'billable', 'nameEn', 'nameZh'],
      'nhi-drug': ['code', 'name'],
      'nhi-procedure': ['code', 'points', 'validFrom', 'validTo', 'nameEn', 'nameZh'],
    }[system]
    expect(parse(system, tsv(header, row))).toEqual({
      concepts: [],
      refused: [{ line: 2, code: row[0], reason }],
    })
  })

  it('refuses a code that comes twice for the same days', () => {
    const text = tsv(['code', 'name'], ['AC00000100', 'One'], ['AC00000100', 'Other'])
    expect(parse('nhi-drug', text)).toMatchObject({
      concepts: [{ displayEn: 'One' }],
      refused: [{ line: 3, code: 'AC00000100', reason: 'twice' }],
    })
  })

  it.each(['', 'code,name', 'code\tname\tprice\n', '<html>'])('refuses a file that begins with %j', (text) => {
    expect(parseCodeTable('icd-10-cm', text, edition)).toMatchObject({
      ok: false,
      error: { code: 'RULES_MISSING', details: { problem: 'header' } },
    })
  })

  it('makes of every row either a concept or a refusal, and what it makes is a code system', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('AC00000100', 'AC00000101', 'Name', 'A1', ''))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), (pairs) => {
        const rows = pairs.map((pair) => pair.map((text) => text.replace(/[\t\r\n]/g, '')))
        const { concepts, refused } = parse('nhi-drug', tsv(['code', 'name'], ...rows))
        const filled = rows.filter((row) => row.some((text) => text.trim() !== '')).length
        expect(concepts.length + refused.length).toBe(filled)
        if (concepts.length === 0) return
        const head = { system: 'nhi-drug', edition: 'x', source: 'x', license: 'x', priceBasis: 'none', ...edition }
        expect(parseCodeSystem({ ...head, concepts })).toMatchObject({ ok: true })
      }),
    )
  })
})
