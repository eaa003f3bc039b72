import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { hundredthsOf, roundHalfUp } from '../money/roundHalfUp.ts'
import type { FrequencyEntry } from '../tables/ruleTables.ts'

/**
 * Total of a drug order: dose × times a day × days, to one decimal, half up (facts/outpatient.md §4.8, from the claim format's
 * p5, p10–p12).
 *
 * @param dose each time, in the drug's unit, at most two decimals
 * @param frequency 頻率 code as in the table
 * @param days whole days
 * @param frequencies the table of the day (`rulesOn(tables, day).frequencies`)
 * @returns the total in the drug's unit; the dose alone for what is given once (STAT); null where no rule gives a total and it
 * has to be typed: PRN, ASORDER, and a frequency the table doesn't know
 */
export const orderQuantity = (
  dose: number,
  frequency: string,
  days: number,
  frequencies: readonly FrequencyEntry[],
): number | null => {
  const use = frequencies.find((entry) => entry.code === frequency)?.use
  if (use === undefined || use.kind === 'typed') return null
  const hundredths = hundredthsOf(dose)
  return use.kind === 'once'
    ? roundHalfUp(hundredths, 10) / 10
    : roundHalfUp(hundredths * use.times * days, use.perDays * 10) / 10
}

/**
 * An earlier order as it would be typed: a total that the rule gives is left to the rule, so that the order, taken over, follows the
 * dose and the days that are changed in it. What was typed otherwise (one tube) stays as it was typed.
 */
export const withRuledTotal = <Order extends OrderDraft>(
  order: Order,
  frequencies: readonly FrequencyEntry[],
): Order => {
  const { kind, dose, frequency, days, quantity } = order
  if (kind !== 'drug' || dose === null || frequency === null || days === null) return order
  return quantity === orderQuantity(dose, frequency, days, frequencies) ? { ...order, quantity: null } : order
}

/** Times a day for the order vocabulary of the screens; null where a total has to be typed or the drug is given once. */
export const timesPerDay = ({ use }: FrequencyEntry): number | null =>
  use.kind === 'regular' ? use.times / use.perDays : null

/** Whether a rule gives the total of a drug with this frequency; where none does it has to be typed (PRN, ASORDER). */
export const givesTotal = ({ use }: FrequencyEntry): boolean => use.kind !== 'typed'
