import { parseNumber } from '../../ui/format/number.ts'

/** What the cashier has typed, against what is due. An empty box means the exact amount. NT$, whole. */
export type Cash =
  | { readonly kind: 'invalid' }
  /** More by card and mobile than is due: they give no change. */
  | { readonly kind: 'over'; readonly by: number }
  | { readonly kind: 'short'; readonly by: number }
  | { readonly kind: 'enough'; readonly received: number; readonly change: number; readonly owed: number }

const mostReceived = 1_000_000

/** A typed amount of NT$, 0 for an empty text; null for what is no amount. */
export const amountOf = (text: string): number | null => {
  const amount = parseNumber(text.replaceAll(',', ''), { min: 0, max: mostReceived, decimals: 0 })
  return amount === undefined ? null : (amount ?? 0)
}

/**
 * @param typed cash handed over
 * @param due what is left for cash, once card and mobile have paid; below nothing where they are too much
 * @param mayOwe the patient pays the rest later; an empty box then means that nothing is paid in cash
 */
export const cashOf = (typed: string, due: number, mayOwe = false): Cash => {
  const amount = amountOf(typed)
  if (amount === null) return { kind: 'invalid' }
  if (due < 0) return { kind: 'over', by: -due }
  const received = typed.trim() === '' && !mayOwe ? due : amount
  if (received < due && !mayOwe) return { kind: 'short', by: due - received }
  return {
    kind: 'enough',
    received,
    change: Math.max(0, received - due),
    owed: Math.max(0, due - received),
  }
}

/** The text after a cash key: notes add up; a text that is no amount is begun anew. */
export const withNote = (typed: string, note: number): string =>
  String(Math.min(mostReceived, (amountOf(typed) ?? 0) + note))
