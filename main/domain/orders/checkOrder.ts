import type { CodeSystemName } from '../../../preload/contract/codes/codeTables.ts'
import type { OrderProblem } from '../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { orderKindOf } from '../tables/codeSystem.ts'
import { type Dated, isInForce } from '../tables/effectiveDate.ts'
import type { RuleTables } from '../tables/ruleTables.ts'
import { orderQuantity } from './orderQuantity.ts'

/** What pricing needs of an order's code: a concept of the catalog. */
export interface PricedConcept extends Dated {
  readonly system: CodeSystemName
  readonly code: string
  readonly displayZh: string
  readonly displayEn: string
  /** Points of one, at most two decimals; null where the imported list has no price. */
  readonly unitPoints: number | null
}

export interface CheckedOrder {
  readonly problems: readonly OrderProblem[]
  /** The total that counts: as typed, else by the rule; null where it has to be typed. */
  readonly quantity: number | null
}

/** Five digits before the decimal point (claim field p10). */
const greatestQuantity = 99_999.9

/**
 * Checks one row of the order table as the claim format wants it (facts/outpatient.md §3.4, p1, p5, p7, p9, p10) and finds its
 * total. A drug needs dose, frequency, route and days. A procedure without a total is done once; a material's total is typed.
 *
 * A code whose list has no price on the visit's day is `not-in-force`, because nothing can be reckoned with it; for a released drug
 * (交付) no price is needed.
 *
 * @param line 1-based row
 * @param concept what the catalog knows of the code; undefined when nothing
 * @param rules the tables of the visit's day
 */
export const checkOrder = (
  order: OrderDraft,
  line: number,
  concept: PricedConcept | undefined,
  context: { readonly rules: RuleTables; readonly visitDate: string; readonly released: boolean },
): CheckedOrder => {
  const problems: OrderProblem[] = []
  const note = (field: OrderProblem['field'], problem: OrderProblem['problem']): void => {
    problems.push({ line, field, problem })
  }
  const { rules, visitDate } = context
  const isDrug = order.kind === 'drug'

  if (concept === undefined || orderKindOf(concept.system) !== order.kind) note('code', 'unknown-code')
  else if (!isInForce(concept, visitDate)) note('code', 'not-in-force')
  else if (concept.unitPoints === null && !(isDrug && context.released)) note('code', 'not-in-force')

  if (isDrug) {
    if (order.dose === null) note('dose', 'required')
    else if (order.dose === 0) note('dose', 'out-of-range')
    if (order.frequency === null) note('frequency', 'required')
    else if (!rules.frequencies.some((entry) => entry.code === order.frequency)) note('frequency', 'unknown-code')
    if (order.route === null) note('route', 'required')
    else if (!rules.routes.some((entry) => entry.code === order.route)) note('route', 'unknown-code')
    if (order.days === null) note('days', 'required')
  }
  const quantity = order.quantity ?? ruledQuantity(order, rules)
  if (quantity === null) {
    if (problems.length === 0) note('quantity', 'quantity-needed')
  } else if (quantity <= 0 || quantity > greatestQuantity) note('quantity', 'out-of-range')
  return { problems, quantity }
}

const ruledQuantity = (order: OrderDraft, rules: RuleTables): number | null => {
  if (order.kind === 'procedure') return 1
  const { dose, frequency, days } = order
  if (order.kind === 'material' || dose === null || frequency === null || days === null) return null
  return orderQuantity(dose, frequency, days, rules.frequencies)
}
