import type { MealState, VitalChange, VitalKind, VitalReading } from '../../../../preload/contract/visit/vitals.ts'

/** One place to type in: blood pressure is typed as it is spoken, both numbers at once. */
export type VitalCell = 'pressure' | Exclude<VitalKind, 'systolic' | 'diastolic'>

/** In the order in which they are taken. */
export const vitalCells: readonly VitalCell[] = [
  'pressure',
  'pulse',
  'temperature',
  'respiration',
  'oxygen-saturation',
  'height',
  'weight',
  'waist',
  'pain',
  'glucose',
]

export const kindsOf = (cell: VitalCell): readonly VitalKind[] =>
  cell === 'pressure' ? ['systolic', 'diastolic'] : [cell]

/** What stands in a cell: `128/76`, `37.2`, or nothing. */
export const cellText = (cell: VitalCell, values: readonly Pick<VitalReading, 'kind' | 'value'>[]): string => {
  const shown = kindsOf(cell).map((kind) => values.find((reading) => reading.kind === kind)?.value)
  return shown.every((value) => value === undefined) ? '' : shown.map((value) => value ?? '–').join('/')
}

const numeral = /^\d{1,5}(\.\d{1,3})?$/

/**
 * What a person typed into a cell, as changes: full-width digits are taken as meant, an empty text takes the value away. Null for what
 * is no number (or, for blood pressure, not two).
 */
export const readCell = (cell: VitalCell, text: string, meal: MealState): readonly VitalChange[] | null => {
  const plain = text.normalize('NFKC').trim()
  const kinds = kindsOf(cell)
  const of = (kind: VitalKind, value: number | null): VitalChange => ({
    kind,
    value,
    meal: kind === 'glucose' && value !== null ? meal : null,
  })
  if (plain === '') return kinds.map((kind) => of(kind, null))
  const numbers = cell === 'pressure' ? plain.split(/\s*[/-]\s*|\s+/) : [plain]
  if (numbers.length !== kinds.length || !numbers.every((part) => numeral.test(part))) return null
  return kinds.map((kind, index) => of(kind, Number(numbers[index])))
}
