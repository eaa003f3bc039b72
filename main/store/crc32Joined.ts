/** The polynomial of CRC-32 with its bits mirrored, as all of this is: the highest bit is x⁰. */
const polynomial = 0xedb88320
const one = 0x80000000

/** The product of two polynomials over GF(2), reduced. */
const product = (left: number, right: number): number => {
  let sum = 0
  let shifted = right
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if ((left & bit) !== 0) sum ^= shifted
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial
  }
  return sum >>> 0
}

/** x to the power of 8 × digit × 16ⁿ, by n and digit: what so many bytes multiply a checksum by. */
const powers: readonly (readonly number[])[] = (() => {
  let power = one >>> 8
  return Array.from({ length: 8 }, () => {
    const digits = [one]
    for (let digit = 1; digit < 16; digit += 1) digits.push(product(digits.at(-1) ?? one, power))
    power = product(digits.at(-1) ?? one, power)
    return digits
  })
})()

/**
 * CRC-32 of two texts one behind the other, from the CRC-32 of each and the length of the second in bytes (below 2³²): the first
 * one's is moved by as many zero bytes as the second is long, and the second one's is added.
 */
export const crc32Joined = (first: number, second: number, secondBytes: number): number => {
  let moved = first
  let left = secondBytes
  for (const digits of powers) {
    if (left === 0) break
    const power = digits[left & 15] ?? one
    if (power !== one) moved = product(moved, power)
    left >>>= 4
  }
  return (moved ^ second) >>> 0
}
