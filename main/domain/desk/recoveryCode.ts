/** Crockford's base 32: no letter that looks like a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 160 bits, so that no slow hash is needed behind the code: guessing it is out of the question. */
export const recoverySecretBytes = 20
/** Groups of a code; each has four characters of the secret and one that checks them and the group's place. */
export const recoveryGroups = 8
const charactersInGroup = 4

/** Multiplication in the field of 32 elements (x⁵ + x² + 1). */
const times = (one: number, other: number): number => {
  let product = 0
  for (let bit = 0; bit < 5; bit += 1) if ((other >> bit) & 1) product ^= one << bit
  for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** Differs for one wrong character, two that were exchanged, and a group in another's place. */
const checkOf = (values: readonly number[], group: number): number => {
  let check = group
  let weight = 2
  for (const value of values) {
    check ^= times(value, weight)
    weight = times(weight, 2)
  }
  return check
}

const characterOf = (value: number): string => alphabet.charAt(value)

/** The code that is printed for a secret: eight groups of five characters. */
export const recoveryCodeOf = (secret: Uint8Array): readonly string[] => {
  if (secret.byteLength !== recoverySecretBytes) throw new RangeError('a recovery secret has 20 bytes')
  let rest = BigInt(`0x${Array.from(secret, (byte) => byte.toString(16).padStart(2, '0')).join('')}`)
  const values: number[] = []
  for (let index = 0; index < recoveryGroups * charactersInGroup; index += 1) {
    values.unshift(Number(rest & 31n))
    rest >>= 5n
  }
  return Array.from({ length: recoveryGroups }, (_, group) => {
    const own = values.slice(group * charactersInGroup, (group + 1) * charactersInGroup)
    return [...own, checkOf(own, group)].map(characterOf).join('')
  })
}

/** A typed code without what people add or mistake: spaces, hyphens, small letters, O for 0, I and L for 1. */
export const plainRecoveryText = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐–—_.]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')

export type ReadRecoveryCode =
  | { readonly ok: true; readonly secret: Uint8Array }
  /** `group`: the first that can't be right, counted from one; null when there are too few or too many characters. */
  | { readonly ok: false; readonly group: number | null }

/** Reads a code as a person typed it from paper. A typing mistake names its group. */
export const readRecoveryCode = (text: string): ReadRecoveryCode => {
  const plain = plainRecoveryText(text)
  const size = charactersInGroup + 1
  let secret = 0n
  for (let group = 0; group < recoveryGroups; group += 1) {
    const values = [...plain.slice(group * size, (group + 1) * size)].map((character) => alphabet.indexOf(character))
    const own = values.slice(0, charactersInGroup)
    if (values.length < size && !values.includes(-1)) return { ok: false, group: null }
    if (values.includes(-1) || values.at(-1) !== checkOf(own, group)) return { ok: false, group: group + 1 }
    for (const value of own) secret = (secret << 5n) | BigInt(value)
  }
  if (plain.length !== size * recoveryGroups) return { ok: false, group: null }
  const hex = secret.toString(16).padStart(recoverySecretBytes * 2, '0')
  return { ok: true, secret: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) }
}
