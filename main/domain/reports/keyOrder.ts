import { MoneyKindSchema, PaymentMethodSchema } from '../../../preload/contract/money/money.ts'
import type { ReportDimension } from '../../../preload/contract/paper/reportLayouts.ts'
import { SessionSchema } from '../../../preload/contract/words.ts'
import { debtBands } from './debtBand.ts'

/** Words that have an order of their own; every other stands by its letters and digits. */
const orders: Readonly<Partial<Record<ReportDimension, readonly string[]>>> = {
  session: SessionSchema.options,
  kind: MoneyKindSchema.options,
  method: PaymentMethodSchema.options,
  band: debtBands,
}

const compareWords = (dimension: ReportDimension | undefined, one: string, other: string): number => {
  const order = dimension === undefined ? undefined : orders[dimension]
  if (order !== undefined) return order.indexOf(one) - order.indexOf(other)
  return one < other ? -1 : one > other ? 1 : 0
}

/** The order of two rows by what they are told by, the first dimension first. */
export const compareKeys = (
  dimensions: readonly ReportDimension[],
  one: readonly string[],
  other: readonly string[],
): number => {
  for (const [index, word] of one.entries()) {
    const order = compareWords(dimensions[index], word, other[index] ?? '')
    if (order !== 0) return order
  }
  return 0
}
