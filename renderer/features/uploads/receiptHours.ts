import { dayOf } from '../../ui/format/date.ts'

/** Receipts of one Taipei day by hour, 24 counts. */
export const receiptHours = (receipts: readonly (string | null)[], day: string): readonly number[] => {
  const counts = Array.from({ length: 24 }, () => 0)
  for (const receipt of receipts) {
    if (receipt === null || dayOf(receipt) !== day) continue
    const hour = new Date(Date.parse(receipt) + 8 * 3_600_000).getUTCHours()
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  return counts
}
