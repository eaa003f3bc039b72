import { parseNumber } from '../../ui/format/number.ts'

/** What the cashier has typed, against what is due. An empty box means the exact amount. NT$, whole. */
export type Cash =
  | { readonly kind: 'invalid' }
  | { readonly kind: 'short'; readonly by: number }
  | { readonly kind: 'enough'; readonly received: number; readonly change: number }

const mostReceived = 1_000_000

export const cashOf = (typed: string, due: number): Cash => {
  const amount = parseNumber(typed.replaceAll(',', ''), { min: 0, max: mostReceived, decimals: 0 })
  if (amount === undefined) return { kind: 'invalid' }
  const received = amount ?? due
  return received < due ? { kind: 'short', by: due - received } : { kind: 'enough', received, change: received - due }
}

/** The text after a cash key: notes add up; a text that is no amount is begun anew. */
export const withNote = (typed: string, note: number): string => {
  const amount = parseNumber(typed.replaceAll(',', ''), { min: 0, max: mostReceived, decimals: 0 })
  return String(Math.min(mostReceived, (amount ?? 0) + note))
}
