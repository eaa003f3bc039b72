import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { type CodeConcept, ConceptSchema, noUsual } from './codeSystem.ts'
import { type DelimitedRow, rowsOf } from './delimitedText.ts'
import { findOverlap } from './effectiveDate.ts'

/** A row of an official file that could not be taken, to be shown to the person who imports it. */
interface RefusedRow {
  /** 1-based line of the file. */
  readonly line: number
  /** First cell, shortened. */
  readonly code: string
  readonly reason: 'columns' | 'code' | 'name' | 'points' | 'date' | 'billable' | 'twice'
}

export interface ParsedCodeTable {
  readonly concepts: readonly CodeConcept[]
  readonly refused: readonly RefusedRow[]
}

/** When the edition is in force; concepts without dates of their own take it over. */
export interface EditionDates {
  readonly validFrom: string
  readonly validTo: string | null
}

/** Layouts of the official files, by their header line. */
const layouts = {
  /** ICD-10-CM 2023 Chinese edition (NHIA open data 177507). */
  'icd-10-cm': ['code', 'billable', 'nameEn', 'nameZh'],
  /** 健保用藥品項. */
  'nhi-drug': ['code', 'name'],
  /** 支付標準. */
  'nhi-procedure': ['code', 'points', 'validFrom', 'validTo', 'nameEn', 'nameZh'],
} as const

export type ImportableSystem = keyof typeof layouts

type Reading = Omit<CodeConcept, 'usual' | 'unit'> | RefusedRow['reason']

/**
 * Turns the text of an official code table (TSV or CSV with its header line) into concepts: the importer's pure half. Every row is
 * either a concept or named among the refused; a code may come again only for other days. `RULES_MISSING` with
 * details.problem = header when the file isn't one of this layout.
 *
 * - icd-10-cm: code with its dot, 1 if it may be claimed.
 * - nhi-drug: ten-character codes and names; the list has no prices, so `unitPoints` is null.
 * - nhi-procedure: points and days `yyyyMMdd`; an end in the year 2910 means none.
 */
export const parseCodeTable = (
  system: ImportableSystem,
  text: string,
  edition: EditionDates,
): Result<ParsedCodeTable> => {
  const [header, ...rows] = rowsOf(text)
  const layout: readonly string[] = layouts[system]
  const names = header?.cells.map((cell) => cell.trim()) ?? []
  if (names.length !== layout.length || layout.some((name, index) => name !== names[index])) {
    return fail('RULES_MISSING', { details: { system, problem: 'header', expected: layout.join(' ') } })
  }
  const concepts = new Map<string, CodeConcept[]>()
  const refused: RefusedRow[] = []
  for (const row of rows) {
    const refuse = (reason: RefusedRow['reason']): void => {
      refused.push({ line: row.line, code: (row.cells[0] ?? '').slice(0, 20), reason })
    }
    const reading = row.cells.length === layout.length ? readers[system](row, edition) : 'columns'
    if (typeof reading === 'string') {
      refuse(reading)
      continue
    }
    const concept: CodeConcept = { ...reading, unit: '', usual: noUsual }
    const parsed = ConceptSchema.safeParse(concept)
    if (!parsed.success) {
      refuse(faultOf(parsed.error.issues[0]?.path[0]))
      continue
    }
    const known = concepts.get(concept.code) ?? []
    if (findOverlap([...known, concept], ({ code }) => code) !== null) refuse('twice')
    else concepts.set(concept.code, [...known, concept])
  }
  return ok({ concepts: [...concepts.values()].flat(), refused })
}

const faultOf = (field: PropertyKey | undefined): RefusedRow['reason'] => {
  if (field === 'unitPoints') return 'points'
  if (field === 'displayZh' || field === 'displayEn') return 'name'
  return field === 'validFrom' || field === 'validTo' ? 'date' : 'code'
}

const readers: Record<ImportableSystem, (row: DelimitedRow, edition: EditionDates) => Reading> = {
  'icd-10-cm': ({ cells }, edition) => {
    const [code = '', billable = '', nameEn = '', nameZh = ''] = cells.map(tidy)
    if (!/^[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?$/.test(code)) return 'code'
    if (billable !== '0' && billable !== '1') return 'billable'
    if (nameEn === '' && nameZh === '') return 'name'
    return conceptOf(code, nameZh, nameEn, null, edition, billable === '1')
  },
  'nhi-drug': ({ cells }, edition) => {
    const [code = '', name = ''] = cells.map(tidy)
    if (!/^[A-Z][0-9A-Z]{9}$/.test(code)) return 'code'
    if (name === '') return 'name'
    return conceptOf(code, '', name, null, edition, true)
  },
  'nhi-procedure': ({ cells }, edition) => {
    const [code = '', points = '', from = '', to = '', nameEn = '', nameZh = ''] = cells.map(tidy)
    if (!/^\d+(\.\d{1,2})?$/.test(points)) return 'points'
    const validFrom = from === '' ? edition.validFrom : isoDay(from)
    const validTo = to === '' ? edition.validTo : to.startsWith('2910') ? null : isoDay(to)
    if (validFrom === undefined || validTo === undefined) return 'date'
    if (nameEn === '' && nameZh === '') return 'name'
    return conceptOf(code, nameZh, nameEn, Number(points), { validFrom, validTo }, true)
  },
}

/** Control characters and the blanks around and doubled inside a name are slips of the list. */
const tidy = (cell: string): string => cell.replace(/[\s\p{Cc}]+/gu, ' ').trim()

const isoDay = (text: string): string | undefined =>
  /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : undefined

const conceptOf = (
  code: string,
  displayZh: string,
  displayEn: string,
  unitPoints: number | null,
  { validFrom, validTo }: EditionDates,
  billable: boolean,
): Exclude<Reading, string> => ({
  code,
  displayZh,
  displayEn,
  billable,
  unitPoints,
  validFrom: validFrom as CodeConcept['validFrom'],
  validTo: validTo as CodeConcept['validTo'],
})
