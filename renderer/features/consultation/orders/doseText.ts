import { parseNumber } from '../../../ui/format/number.ts'

const range = { min: 0, max: 99_999, decimals: 2 } as const
/** `1/2`, or behind a whole number and a blank: `1 1/2`. The sign of a ready-made fraction (½) is another one. */
const fraction = /^(?:(\d{1,5}) +)?(\d{1,3}) *[/\u2044] *(\d{1,3})$/

/**
 * A dose as it is typed: a number of at most two decimals, or parts of a tablet (`1/2`, `½`, `1 1/2`, `1½`). Only a third is rounded
 * (0.33, as claims write it): of any other part the sheet would give something else than was meant. `null` for an empty text,
 * `undefined` for one that is no dose.
 */
export const parseDose = (text: string): number | null | undefined => {
  // The ready-made sign stands apart from the digit before it, or 1½ would become eleven halves.
  const plain = text
    .replaceAll(/[\u00bc-\u00be\u2150-\u215e]/g, ' $&')
    .normalize('NFKC')
    .trim()
  const [, whole = '0', above, below] = fraction.exec(plain) ?? []
  if (above === undefined || below === undefined) return parseNumber(plain, range)
  const parts = Number(below)
  const hundredths = Math.round((Number(above) * 100) / parts)
  const isTold = (Number(above) * 100) % parts === 0 || parts === 3
  if (parts === 0 || !isTold) return undefined
  const dose = (Number(whole) * 100 + hundredths) / 100
  return dose <= range.max ? dose : undefined
}
