import { type CashCounts, type Denomination, denominations } from '../../../preload/contract/money/drawer.ts'
import { parseNumber } from '../../ui/format/number.ts'

/** What was typed beside each note and coin. */
export type CountTexts = Partial<Record<Denomination, string>>

/** The counts and their NT$; null while one of them is no number. What is left empty is none. */
export const readCounts = (texts: CountTexts): { readonly counts: CashCounts; readonly total: number } | null => {
  const counts: CashCounts = {}
  let total = 0
  for (const value of denominations) {
    const count = parseNumber(texts[value] ?? '', { min: 0, max: 100_000, decimals: 0 })
    if (count === undefined) return null
    if (count === null || count === 0) continue
    counts[value] = count
    total += Number(value) * count
  }
  return { counts, total }
}
