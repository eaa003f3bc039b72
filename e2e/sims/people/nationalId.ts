/** Values of the leading letter of a national ID (身分證統一編號), in the order of the official letter table. */
const LETTER_VALUES = new Map([...'ABCDEFGHJKLMNPQRSTUVXYWZIO'].map((letter, index) => [letter, index + 10]))

/**
 * The full 10-character identifier of a first 9 characters (letter and 8 digits), with its check digit.
 * Serves national IDs (second character 1 or 2) and new resident permits (8 or 9), which share the weights.
 * Identifiers are made by this function instead of written out, so that no valid number stands in the source.
 */
export function withCheckDigit(firstNine: string): string {
  const sum = weightedSum(firstNine)
  if (sum === undefined)
    throw new Error(`not the first nine characters of an identifier: ${firstNine.length} characters`)
  return `${firstNine}${(10 - (sum % 10)) % 10}`
}

/** Is this a 10-character national ID or new resident permit whose check digit fits? */
export function isNationalId(text: string): boolean {
  const sum = weightedSum(text.slice(0, 9))
  return text.length === 10 && sum !== undefined && /\d$/.test(text) && (sum + Number(text[9])) % 10 === 0
}

function weightedSum(firstNine: string): number | undefined {
  const letter = LETTER_VALUES.get(firstNine[0] ?? '')
  if (letter === undefined || !/^[A-Z][1289]\d{7}$/.test(firstNine)) return undefined
  const digits = [...firstNine.slice(1)].map(Number)
  return digits.reduce((sum, digit, index) => sum + digit * (8 - index), Math.floor(letter / 10) + (letter % 10) * 9)
}
