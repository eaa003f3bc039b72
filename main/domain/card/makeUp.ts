import type { MakeUpLimit } from '../tables/ruleTables.ts'

/** 補卡註記 of a make-up: 2 ordinary, 3 of a newborn of 61 to 92 days, 4 when the visit it makes good has no known 就醫識別碼. */
export type MakeUpMark = '2' | '3' | '4'

/** Stands for a 就醫識別碼 that nobody knows (facts/nhi-card.md §3.4). */
export const missingTreatmentNumber = 'MISS0000000000000000'

const dayMs = 86_400_000

const limitOf = (limits: readonly MakeUpLimit[], name: MakeUpLimit['limit']): MakeUpLimit | undefined =>
  limits.find((entry) => entry.limit === name)

/**
 * 補卡註記 for a visit that is made good.
 *
 * @param visit `actualDay` and `birthDate` are `YYYY-MM-DD`; the number is null when none was issued for the visit
 * @param limits the table of the visit's day
 */
export const makeUpMark = (
  visit: {
    readonly actualDay: string
    readonly birthDate: string
    readonly actualTreatmentNumber: string | null
  },
  limits: readonly MakeUpLimit[],
): MakeUpMark => {
  if (visit.actualTreatmentNumber === null) return '4'
  const newborn = limitOf(limits, 'newborn-days')
  const days = (Date.parse(visit.actualDay) - Date.parse(visit.birthDate)) / dayMs
  return newborn !== undefined && days >= newborn.from && days <= newborn.to ? '3' : '2'
}

/** Working days within which a patient who brings the card gets the deposit back; null without a rule in force. */
export const refundWorkingDays = (limits: readonly MakeUpLimit[]): number | null =>
  limitOf(limits, 'refund-working-days')?.to ?? null

/**
 * The last day on which the NHI still takes a make-up of a visit (BH), `YYYY-MM-DD`; null without a rule in force. A day that the
 * last month doesn't have is the end of that month.
 */
export const lastMakeUpDay = (visitDay: string, limits: readonly MakeUpLimit[]): string | null => {
  const months = limitOf(limits, 'record-months')?.to
  if (months === undefined) return null
  const [year = 0, month = 1, day = 1] = visitDay.split('-').map(Number)
  const monthEnd = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, monthEnd))).toISOString().slice(0, 10)
}
