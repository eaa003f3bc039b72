const letterValue: Readonly<Record<string, number>> = {
  A: 10,
  B: 11,
  C: 12,
  D: 13,
  E: 14,
  F: 15,
  G: 16,
  H: 17,
  I: 34,
  J: 18,
  K: 19,
  L: 20,
  M: 21,
  N: 22,
  O: 35,
  P: 23,
  Q: 24,
  R: 25,
  S: 26,
  T: 27,
  U: 28,
  V: 29,
  W: 32,
  X: 30,
  Y: 31,
  Z: 33,
}

const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1] as const

/**
 * Whether a text is a 身分證號 or 居留證號 (old and new form) with a right check digit.
 *
 * The first letter counts as two digits, a second letter (old residence permit) as the units digit of its value; the ten digits
 * are weighted 1,9,8,…,1 and the last character completes the sum to a multiple of ten. Source: facts/outpatient.md §6.1.
 */
export const isValidNationalId = (text: string): boolean => {
  if (!/^[A-Z][0-9A-DXY]\d{8}$/.test(text)) return false
  const first = letterValue[text.charAt(0)]
  if (first === undefined) return false
  const second = text.charAt(1)
  const secondDigit = /\d/.test(second) ? Number(second) : (letterValue[second] ?? 0) % 10
  if (/\d/.test(second) && !'1289'.includes(second)) return false
  const digits = [Math.floor(first / 10), first % 10, secondDigit, ...[...text.slice(2, 9)].map(Number)]
  const sum = digits.reduce((total, digit, index) => total + digit * (weights[index] ?? 0), 0)
  return (10 - (sum % 10)) % 10 === Number(text.charAt(9))
}

/** The id as shown where it is not needed in full: first two and last two characters kept (`A1******89`). */
export const maskNationalId = (text: string): string =>
  text.length < 5 ? '*'.repeat(text.length) : `${text.slice(0, 2)}${'*'.repeat(text.length - 4)}${text.slice(-2)}`

/**
 * The sex that a 身分證號 or 居留證號 tells by its second character: 1, 8, A, C male; 2, 9, B, D female; null for the forms
 * that don't tell. Source: facts/outpatient.md §6.1.
 */
export const sexOfNationalId = (text: string): 'M' | 'F' | null => {
  const second = text.charAt(1)
  if ('18AC'.includes(second) && second !== '') return 'M'
  return '29BD'.includes(second) && second !== '' ? 'F' : null
}
