const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** `1,250` */
export const number = (value: number): string => grouped.format(value)

/**
 * What a person typed as a number: full-width digits and surrounding blanks are taken as meant. `null` for an empty text,
 * `undefined` for one that is no number or lies outside the range.
 */
export const parseNumber = (
  text: string,
  range: { readonly min: number; readonly max: number; readonly decimals: number },
): number | null | undefined => {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return null
  if (!/^\d+(\.\d*)?$|^\.\d+$/.test(plain)) return undefined
  if ((plain.split('.')[1] ?? '').length > range.decimals) return undefined
  const value = Number(plain)
  return value >= range.min && value <= range.max ? value : undefined
}
