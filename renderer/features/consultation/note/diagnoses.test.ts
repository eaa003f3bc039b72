import { describe, expect, it } from 'vitest'
import { DiagnosisSchema } from '../../../../preload/contract/orders/order.ts'
import { addDiagnosis, makeMain, mostDiagnoses, recentDiagnoses, removeDiagnosis } from './diagnoses.ts'

const made = (code: string) => ({ code, nameZh: code, nameEn: code })
const [a, b, c] = [made('J06.9'), made('I10'), made('E11.9')]

describe('diagnoses', () => {
  it('are added behind, once each, six at most', () => {
    expect(addDiagnosis([a], b)).toEqual([a, b])
    expect(addDiagnosis([a, b], a)).toEqual([a, b])
    const full = Array.from({ length: mostDiagnoses }, (_, index) => made(`A0${index}`))
    expect(addDiagnosis(full, a)).toEqual(full)
  })

  it('lose what the search knows more of them, which the contract would refuse', () => {
    const [added] = addDiagnosis([], Object.assign({}, a, { billable: true }))
    expect(DiagnosisSchema.safeParse(added).success).toBe(true)
  })

  it('change their main one without losing any', () => {
    expect(makeMain([a, b, c], 2)).toEqual([c, a, b])
    expect(makeMain([a, b], 9)).toEqual([a, b])
    expect(removeDiagnosis([a, b, c], 1)).toEqual([a, c])
  })

  it('are offered from the history, newest first, each once', () => {
    expect(recentDiagnoses([{ diagnoses: [a, b] }, { diagnoses: [b, c] }], [a])).toEqual([b, c])
  })
})
