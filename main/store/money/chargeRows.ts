import type { Price } from '../../../preload/contract/money/pricing.ts'
import type { ChargeTable } from '../schema.ts'

/** The charge rows of a price: its priced lines in points, then what the patient pays. */
export const chargeRows = (encounterId: string, price: Price): ChargeTable[] => {
  const points = price.lines.map((line) => ({
    kind: line.kind,
    order_line: line.line,
    code: line.code,
    name: line.name,
    quantity: line.quantity,
    unit_points: line.unitPoints,
    points: line.points,
    amount: null,
    rule: line.rule,
  }))
  const amounts = price.charges.map((charge) => ({
    kind: charge.kind,
    order_line: null,
    code: null,
    name: null,
    quantity: null,
    unit_points: null,
    points: null,
    amount: charge.amount,
    rule: charge.rule,
  }))
  return [...points, ...amounts].map(({ rule, ...row }, index) => ({
    encounter_id: encounterId,
    line: index + 1,
    ...row,
    rule: rule.rule,
    rule_title: rule.title,
    rule_from: rule.effectiveFrom,
  }))
}
