import type { Price } from '../../preload/contract/pricing.ts'
import type { CopaymentCodeEntry, RuleTables } from './ruleTables.ts'
import { referenceTo } from './visitFees.ts'

export interface Copayment {
  /** The code the visit is claimed under: another one than registered when a drug copayment is due (D10 becomes D20). */
  readonly code: string
  readonly basic: number
  readonly drug: number
  readonly charges: Price['charges']
}

/** Why a copayment can't be reckoned: the name of what the tables of the day lack. */
type MissingRule = string

/**
 * 部分負擔 of a visit in NT$: the basic amount of its code, and the drug amount by the steps in force (112.07.01: nothing up to 100
 * points, then 20 for each hundred begun, at most 200). A code that lets the patient off (免部分負擔) lets off both; the charge
 * stays in the list with 0 and the code's own rule.
 *
 * @param drugPoints points of the drugs this clinic dispenses; 0 for released ones, whose copayment the pharmacy collects
 */
export const copaymentOf = (rules: RuleTables, code: string, drugPoints: number): Copayment | MissingRule => {
  const entry = rules.copaymentCodes.find((candidate) => candidate.code === code)
  if (entry === undefined || entry.basic === null) return `copayment-codes.${code}`
  const basicRule = referenceTo(`copayment-codes.${entry.code}`, entry)
  const basic = { kind: 'copayment-basic', amount: entry.basic, rule: basicRule } as const
  if (drugPoints === 0) return { code, basic: entry.basic, drug: 0, charges: [basic] }
  if (!entry.drugBySteps) {
    const letOff = { kind: 'copayment-drug', amount: 0, rule: basicRule } as const
    return { code, basic: entry.basic, drug: 0, charges: [basic, letOff] }
  }
  const step = rules.copaymentDrugSteps
    .filter((candidate) => candidate.fromPoints <= drugPoints)
    .toSorted((a, b) => b.fromPoints - a.fromPoints)[0]
  if (step === undefined) return 'copayment-drug-steps'
  const drug = {
    kind: 'copayment-drug',
    amount: step.amount,
    rule: referenceTo(`copayment-drug-steps.${step.fromPoints}`, step),
  } as const
  return {
    code: codeWith(entry, step.amount),
    basic: entry.basic,
    drug: step.amount,
    charges: [basic, drug],
  }
}

const codeWith = (entry: CopaymentCodeEntry, drugAmount: number): string =>
  drugAmount > 0 && entry.codeWithDrug !== null ? entry.codeWithDrug : entry.code
