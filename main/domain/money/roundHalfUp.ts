/**
 * `numerator / denominator` to a whole number, half up (四捨五入). Both are whole and not negative, denominator above 0; money and
 * quantities are brought to whole hundredths or tenths first, so that no binary fraction decides a half.
 */
export const roundHalfUp = (numerator: number, denominator: number): number =>
  Math.floor((2 * numerator + denominator) / (2 * denominator))

/** A decimal with at most two places as whole hundredths (dose, points of one). */
export const hundredthsOf = (decimal: number): number => Math.round(decimal * 100)

/** A decimal with at most one place as whole tenths (quantity). */
export const tenthsOf = (decimal: number): number => Math.round(decimal * 10)
