import type {
  ImportableSystem,
  ImportColumns,
  ImportField,
  Refusal,
} from '../../../preload/contract/codes/codeTables.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { atcShape, type CodeConcept, noUsual } from '../tables/codeSystem.ts'
import { tableDay } from './tableDay.ts'

/** When the edition is in force; rows without dates of their own take it over. */
export interface EditionDates {
  /** `YYYY-MM-DD` */
  readonly validFrom: string
}

/** What a code of each system looks like. */
const codeShapes: Readonly<Record<ImportableSystem, RegExp>> = {
  /** Its dot may be left out in a file; here it always has one. */
  'icd-10-cm': /^[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?$/,
  'nhi-drug': /^[A-Z][0-9A-Z]{9}$/,
  /** Items of preventive care have two characters (21 成人預防保健), those of Chinese medicine and the daily drug fees three. */
  'nhi-procedure': /^[0-9A-Z][0-9A-Z.+]{1,11}$/,
  'nhi-institution': /^[0-9A-Z]{10}$/,
}

const longestName = 400
const greatestPoints = 9_999_999

/** Control characters and the blanks around and doubled inside a name are slips of the list. */
const tidy = (cell: string): string => cell.replace(/[\s\p{Cc}]+/gu, ' ').trim()

const codeOf = (system: ImportableSystem, cell: string): string | null => {
  const typed = cell.normalize('NFKC').trim().toUpperCase()
  const dotted =
    system === 'icd-10-cm' && typed.length > 3 && !typed.includes('.')
      ? `${typed.slice(0, 3)}.${typed.slice(3)}`
      : typed
  return codeShapes[system].test(dotted) ? dotted : null
}

/** Whether a row can be told from headings: its code is one of this system. */
export const isCodeOf = (system: ImportableSystem, cell: string): boolean => codeOf(system, cell) !== null

const pointsOf = (cell: string): number | null | undefined => {
  const digits = cell.normalize('NFKC').replaceAll(',', '').trim()
  if (digits === '') return null
  // Zeros behind the second decimal are the list's way of writing, anything else there can't be paid.
  if (!/^\d+(\.\d{1,2}0*)?$/.test(digits)) return undefined
  const points = Number(digits)
  return points <= greatestPoints ? points : undefined
}

/** An ATC code helps to find and to warn; one that can't be read is left out, and the drug stays. */
const atcOf = (cell: string): string => {
  const typed = cell.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  return atcShape.test(typed) ? typed : ''
}

/** What a spreadsheet leaves where its formula failed: no name, no unit, nothing to be read. */
const failure = /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/
const sound = (cell: string): string => (failure.test(cell) ? '' : cell)

const yes = /^(1|y|yes|true|v|是|可|o)$/i
const no = /^(0|n|no|false|否|不可|x)$/i

/**
 * Reads one row of an official file: a concept, or why it can't be taken. A price is asked for in the fee schedule only, because a
 * drug may be on the list before it has one.
 */
export const conceptReader = (
  system: ImportableSystem,
  columns: ImportColumns,
  { validFrom: editionFrom }: EditionDates,
): ((cells: readonly string[]) => CodeConcept | Refusal) => {
  const cellOf = (cells: readonly string[], field: ImportField): string => {
    const index = columns[field]
    return index === undefined ? '' : (cells[index] ?? '')
  }
  return (cells) => {
    const code = codeOf(system, cellOf(cells, 'code'))
    if (code === null) return 'code'
    const displayZh = tidy(cellOf(cells, 'nameZh'))
    const displayEn = tidy(cellOf(cells, 'nameEn'))
    if ((displayZh === '' && displayEn === '') || failure.test(displayZh) || failure.test(displayEn)) return 'name'
    if (displayZh.length > longestName || displayEn.length > longestName) return 'name'
    const unitPoints = pointsOf(cellOf(cells, 'points'))
    if (unitPoints === undefined || (unitPoints === null && system === 'nhi-procedure')) return 'points'
    const from = tableDay(cellOf(cells, 'validFrom'))
    const validTo = tableDay(cellOf(cells, 'validTo'))
    if (from === undefined || validTo === undefined) return 'date'
    const validFrom = from ?? (validTo !== null && validTo < editionFrom ? validTo : editionFrom)
    if (validTo !== null && validTo < validFrom) return 'date'
    const billable = cellOf(cells, 'billable').trim()
    const isBillable = columns.billable === undefined || yes.test(billable)
    if (!isBillable && !no.test(billable)) return 'billable'
    return {
      code,
      displayZh,
      displayEn,
      billable: isBillable,
      unit: sound(tidy(cellOf(cells, 'unit'))).slice(0, 10),
      unitPoints,
      ingredient: sound(tidy(cellOf(cells, 'ingredient'))).slice(0, longestName),
      atc: atcOf(cellOf(cells, 'atc')),
      usual: noUsual,
      // Both come out of `tableDay` or the contract's own schema.
      validFrom: validFrom as IsoDate,
      validTo: validTo as IsoDate | null,
    }
  }
}
