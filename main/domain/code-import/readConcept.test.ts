import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportableSystem } from '../../../preload/contract/codes/codeTables.ts'
import { ConceptSchema } from '../tables/codeSystem.ts'
import { fieldsOf, findHeadings, missingFields } from './layouts.ts'
import { conceptReader } from './readConcept.ts'
import { tableDay } from './tableDay.ts'

const edition = { validFrom: '2026-11-01' }

const official = {
  'icd-10-cm': ['ICD-10-CM代碼', '英文名稱', '中文名稱', '是否可申報'],
  'nhi-drug': ['異動', '藥品代號', '藥品英文名稱', '藥品中文名稱', '規格量', '支付價', '有效起日', '有效迄日'],
  'nhi-procedure': ['診療項目代碼', '健保支付點數', '生效起日', '生效迄日', '英文項目名稱', '中文項目名稱'],
  'nhi-institution': ['醫事機構代碼', '醫事機構名稱', '電話', '終止合約或歇業日期'],
} as const

const read = (system: ImportableSystem, cells: readonly string[]) =>
  conceptReader(system, findHeadings(system, [official[system]]).columns, edition)(cells)

describe('headings of official files', () => {
  it.each(Object.keys(official) as ImportableSystem[])('%s are recognised', (system) => {
    const { columns } = findHeadings(system, [official[system]])
    expect(missingFields(system, columns)).toEqual([])
    expect(Object.keys(columns).length).toBeGreaterThanOrEqual(3)
    expect(fieldsOf(system)).toEqual(expect.arrayContaining(Object.keys(columns)))
  })

  it('of a drug’s pack are none of the unit that is counted', () => {
    const head = ['藥品代號', '藥品英文名稱', '規格量', '規格單位', '單複方', '支付價']
    expect(findHeadings('nhi-drug', [head]).columns).toEqual({ code: 0, nameEn: 1, points: 5 })
  })

  it('are found below a title, in other letters and blanks', () => {
    expect(
      findHeadings('nhi-drug', [['健保用藥品項'], [], [' 藥品代號 ', '藥品英文名稱 ', '支付價（元）', '參考價']]),
    ).toEqual({
      index: 2,
      columns: { code: 0, nameEn: 1, points: 3 },
    })
  })

  it('that are not there are named', () => {
    const { columns } = findHeadings('nhi-procedure', [
      ['a', 'b', '點數'],
      ['1', '2', '3'],
    ])
    expect(missingFields('nhi-procedure', columns)).toEqual(['code', 'nameZh'])
    expect(missingFields('nhi-procedure', { code: 0, nameZh: 1 })).toEqual(['points'])
  })
})

describe('a row of an official file', () => {
  it('of drugs has its ingredient and ATC code, and is not lost for one that cannot be read', () => {
    const head = ['藥品代號', '藥品英文名稱', '成份', 'ATC CODE']
    const { columns } = findHeadings('nhi-drug', [head])
    expect(columns).toEqual({ code: 0, nameEn: 1, ingredient: 2, atc: 3 })
    const readRow = conceptReader('nhi-drug', columns, { validFrom: '2026-07-01' })
    const row = (ingredient: string, atc: string) => readRow(['AC00000100', 'SAMPLEMOL', ingredient, atc])
    expect(row(' STORYMOL  HCL 5MG ', 'n02be01 ')).toMatchObject({ ingredient: 'STORYMOL HCL 5MG', atc: 'N02BE01' })
    expect(row('', 'N02B')).toMatchObject({ ingredient: '', atc: 'N02B' })
    expect(row('A'.repeat(900), '不明')).toMatchObject({ ingredient: 'A'.repeat(400), atc: '' })
  })

  it('of drugs has its price and days', () => {
    expect(
      read('nhi-drug', ['', 'ac00000100', 'SAMPLEMOL  TABLETS ', '範例錠', '5', '1,234.50', '1150701', '9991231']),
    ).toMatchObject({
      code: 'AC00000100',
      displayEn: 'SAMPLEMOL TABLETS',
      displayZh: '範例錠',
      unitPoints: 1234.5,
      validFrom: '2026-07-01',
      validTo: null,
    })
  })

  it('of fees may have a short code, as preventive care has', () => {
    const fee = (code: string) => read('nhi-procedure', [code, '300', '0970101', '29101231', '', '成人預防保健'])
    expect(fee('21')).toMatchObject({ code: '21', unitPoints: 300 })
    expect(fee('MA1')).toMatchObject({ code: 'MA1' })
    expect(fee('1')).toBe('code')
  })

  it('may be written in full width', () => {
    expect(
      read('nhi-drug', ['', 'ＡＣ０００００１００', 'A', '', '', '１，２３４．５', '１１５０７０１', '']),
    ).toMatchObject({ code: 'AC00000100', unitPoints: 1234.5, validFrom: '2026-07-01' })
  })

  it('of diagnoses may come without its dot', () => {
    expect(read('icd-10-cm', ['J069', 'Acute', '急性', '1'])).toMatchObject({
      code: 'J06.9',
      billable: true,
      ...edition,
    })
    expect(read('icd-10-cm', ['J06', 'Acute', '急性', '否'])).toMatchObject({ code: 'J06', billable: false })
  })

  it('that had ended before the edition begins is kept for its last day, when its first is not told', () => {
    expect(read('nhi-institution', ['3599999999', '範例診所', '', '113/12/31'])).toMatchObject({
      validFrom: '2024-12-31',
      validTo: '2024-12-31',
    })
  })

  it.each([
    ['a code of another list', 'icd-10-cm', ['AC00000100', 'a', 'b', '1'], 'code'],
    ['a code that lost its zero', 'nhi-institution', ['101090517', 'a', '', ''], 'code'],
    ['a mark that says nothing', 'icd-10-cm', ['X01', 'a', 'b', 'perhaps'], 'billable'],
    ['no mark', 'icd-10-cm', ['X01', 'a', 'b', ''], 'billable'],
    ['no name', 'icd-10-cm', ['X01', '', ' ', '1'], 'name'],
    ['an endless name', 'icd-10-cm', ['X01', 'a'.repeat(401), 'b', '1'], 'name'],
    ['points that are no number', 'nhi-procedure', ['99001C', '7O', '1150701', '', 'a', 'b'], 'points'],
    ['negative points', 'nhi-procedure', ['99001C', '-5', '1150701', '', 'a', 'b'], 'points'],
    ['no points', 'nhi-procedure', ['99001C', '', '1150701', '', 'a', 'b'], 'points'],
    ['parts of a hundredth', 'nhi-procedure', ['99001C', '1.005', '1150701', '', 'a', 'b'], 'points'],
    ['a day that does not exist', 'nhi-procedure', ['99001C', '5', '1150230', '', 'a', 'b'], 'date'],
    ['an end before its beginning', 'nhi-procedure', ['99001C', '5', '1150702', '1150701', 'a', 'b'], 'date'],
    ['too few cells', 'nhi-procedure', ['99001C'], 'name'],
  ] as const)('with %s is refused', (_, system, cells, reason) => {
    expect(read(system, cells)).toBe(reason)
  })

  it('is a concept of the catalog or is refused, whatever it holds', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('X01', '99001C', 'AC00000100', '3531020884', '1', '0', '115/2/29', '20260701', '9991231', '1.50'),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(official) as ImportableSystem[])),
        fc.array(cell, { maxLength: 9 }),
        (system, cells) => {
          const row = read(system, cells)
          if (typeof row !== 'string') expect(ConceptSchema.safeParse(row)).toMatchObject({ success: true })
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('days of official tables', () => {
  it.each([
    ['20260701', '2026-07-01'],
    ['1150701', '2026-07-01'],
    ['980101', '2009-01-01'],
    ['115/7/1', '2026-07-01'],
    ['2026-07-01 00:00:00', '2026-07-01'],
    ['115年7月1日', '2026-07-01'],
    ['113/2/29', '2024-02-29'],
    ['29101231', null],
    ['9991231', null],
    ['１１５／０７／０１', '2026-07-01'],
    ['01150701', '2026-07-01'],
    ['0115/07/01', '2026-07-01'],
    ['', null],
    ['1150229', undefined],
    ['soon', undefined],
    ['45123', undefined],
  ])('%s is %s', (text, day) => {
    expect(tableDay(text)).toBe(day)
  })
})
