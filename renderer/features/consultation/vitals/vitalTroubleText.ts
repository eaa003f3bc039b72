import type { TFunction } from 'i18next'
import type { VitalField } from '../../../../preload/contract/visit/vitals.ts'
import type { VitalTrouble } from './useVitalTyping.ts'
import { kindsOf, type VitalCell } from './vitalCells.ts'

/** Why what was typed into a cell is not kept, and what could be. */
export const vitalTroubleText = (
  cell: VitalCell,
  typed: string,
  trouble: VitalTrouble,
  fields: readonly VitalField[],
  t: TFunction,
): string => {
  const name = t(`vitals.cell.${cell}`)
  if (trouble.kind === 'failed') return t('vitals.failed', { name, why: t(`error.${trouble.code}.title`) })
  if (trouble.kind === 'unreadable') {
    return t(cell === 'pressure' ? 'vitals.unreadablePressure' : 'vitals.unreadable', { name, typed })
  }
  if (trouble.reason === 'not-below-systolic') return t('vitals.crossed', { name, typed })
  const kinds = kindsOf(cell)
  const ranges = kinds.flatMap((kind) => {
    const field = fields.find((each) => each.kind === kind)
    return field === undefined ? [] : [field]
  })
  if (trouble.reason === 'too-precise') {
    return t('vitals.tooPrecise', { name, typed, count: ranges[0]?.decimals ?? 0 })
  }
  const range = ranges.map(({ possible, unit }) => `${possible.from}–${possible.to} ${unit}`).join(' / ')
  return t('vitals.impossible', { name, typed, range })
}
