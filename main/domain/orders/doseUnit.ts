import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { FrequencyEntry } from '../tables/ruleTables.ts'
import { orderQuantity } from './orderQuantity.ts'

/** 途徑 by which what is given out as one tube or bottle is used little by little. */
const littleByLittle: ReadonlySet<string> = new Set([
  ...['EXT', 'SKIN', 'TOPI', 'GAR', 'INHL', 'NA'],
  ...['AD', 'AS', 'AU', 'OD', 'OS', 'OU'],
])

/**
 * The unit that paper says of a dose: the drug's, or none where fewer pieces are given out than that many doses would take. A bag
 * that says 每次 1 支 of the one tube it holds for a week contradicts itself.
 *
 * @param unit the drug's dispensing unit, by which its total is counted
 * @param frequencies the table of the visit's day
 */
export const doseUnitOf = (
  { dose, frequency, route, days, quantity }: Omit<OrderDraft, 'kind' | 'code' | 'site'>,
  unit: string,
  frequencies: readonly FrequencyEntry[],
): string => {
  if (quantity === null || !littleByLittle.has(route ?? '')) return unit
  const isRuled = dose !== null && frequency !== null && days !== null
  const ruled = isRuled ? orderQuantity(dose, frequency, days, frequencies) : null
  return ruled !== null && ruled <= quantity ? unit : ''
}
