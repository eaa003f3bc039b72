/** What a bench came to: the measured value, its baseline in the same run, and the limit it must keep. */
export interface Verdict {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number
  /** Value over baseline; null where the limit is not a ratio. */
  readonly ratio: number | null
  readonly limit: number
  readonly pass: boolean
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** Prints the verdict as the last line and ends with 0 only when it passes. */
export const pronounce = (verdict: Verdict): never => {
  const { ratio } = verdict
  console.log(
    JSON.stringify({
      ...verdict,
      value: round(verdict.value),
      baseline: round(verdict.baseline),
      ratio: ratio === null ? null : round(ratio),
    }),
  )
  process.exit(verdict.pass ? 0 : 1)
}

/** The value below which the given share of a sample lies. */
export const quantile = (sample: readonly number[], share: number): number => {
  const sorted = sample.toSorted((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  if (value === undefined) throw new Error('empty sample')
  return value
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5)
