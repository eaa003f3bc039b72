import type { Diagnosis } from '../../../../preload/contract/orders/order.ts'

/** A record carries one main and five secondary diagnoses. */
export const mostDiagnoses = 6

/** Adds behind the others; the first one added is the main one. One that stands already is not taken twice. */
export const addDiagnosis = (
  diagnoses: readonly Diagnosis[],
  { code, nameZh, nameEn }: Diagnosis,
): readonly Diagnosis[] =>
  diagnoses.length >= mostDiagnoses || diagnoses.some((entry) => entry.code === code)
    ? diagnoses
    : [...diagnoses, { code, nameZh, nameEn }]

export const removeDiagnosis = (diagnoses: readonly Diagnosis[], index: number): readonly Diagnosis[] =>
  diagnoses.filter((_, at) => at !== index)

export const makeMain = (diagnoses: readonly Diagnosis[], index: number): readonly Diagnosis[] => {
  const main = diagnoses[index]
  return main === undefined ? diagnoses : [main, ...removeDiagnosis(diagnoses, index)]
}

/** What was diagnosed at earlier visits, newest first, each once, without what stands already. */
export const recentDiagnoses = (
  history: readonly { readonly diagnoses: readonly Diagnosis[] }[],
  standing: readonly Diagnosis[],
): readonly Diagnosis[] => {
  const seen = new Set(standing.map(({ code }) => code))
  return history
    .flatMap(({ diagnoses }) => diagnoses)
    .filter(({ code }) => {
      if (seen.has(code)) return false
      seen.add(code)
      return true
    })
    .slice(0, 8)
}
