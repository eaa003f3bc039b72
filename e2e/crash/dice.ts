/** Chance that a seed repeats: a 32-bit generator (mulberry32) is enough to spread kills over moments. */
export interface Dice {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, from 0 to below `end`. */
  below(end: number): number
  pick<const T>(choices: readonly [T, ...T[]]): T
}

export const createDice = (seed: number): Dice => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return { next, below, pick: (choices) => choices[below(choices.length)] ?? choices[0] }
}
