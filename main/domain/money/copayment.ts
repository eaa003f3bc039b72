import type { PatientCharge, Price, RuleReference } from '../../../preload/contract/money/pricing.ts'
import type { CopaymentCase, CopaymentCodeEntry, RuleTables } from '../tables/ruleTables.ts'
import { referenceTo } from './visitFees.ts'

/** What of the visit itself changes its copayment, besides the code. */
export interface CopaymentFacts {
  /** Points of the drugs this clinic dispenses; 0 for released ones, whose copayment the pharmacy collects. */
  readonly drugPoints: number
  /** Points of the whole visit, for the codes whose copayment is a share of them. */
  readonly totalPoints: number
  /** Whether the drugs are those of a 慢性病連續處方箋. */
  readonly isRefill: boolean
  /** A later visit of a course (療程), counted from 1; null for every other visit. */
  readonly course: { readonly kind: 'rehabilitation' | 'other'; readonly visit: number } | null
}

export interface Copayment {
  /** The code the visit is claimed under: another one than registered when one for drugs or rehabilitation is due (D10 becomes D20). */
  readonly code: string
  readonly basic: number
  readonly drug: number
  readonly charges: Price['charges']
  /** What an agency pays in the patient's place, NT$; null where the claim doesn't state it. */
  readonly waived: number | null
}

/** Why a copayment can't be reckoned: the name of what the tables of the day lack. */
type MissingRule = string

/** The code by whose amounts it is told what an agency pays: 基層院所一般門診. */
const ordinaryCode = 'D10'

/**
 * 部分負擔 of a visit in NT$: the basic amount of its code, and the drug amount by the steps in force (112.07.01: nothing up to 100
 * points, then 20 for each hundred begun, at most 200). A code that lets the patient off (免部分負擔) lets off both; the charge
 * stays in the list with 0 and the code's own rule. A 慢性病連續處方箋 dispensed here has no drug copayment whatever the code, and a
 * later visit of a course has the course's basic amount. A share of all points (居家照護、精神社區復健 5 %) is cut to whole NT$, as the
 * claim cuts it (d40), and has the drugs in it.
 */
export const copaymentOf = (rules: RuleTables, code: string, facts: CopaymentFacts): Copayment | MissingRule => {
  const entry = rules.copaymentCodes.find((candidate) => candidate.code === code)
  const ofCode = entry === undefined ? null : basicOf(entry, facts.totalPoints)
  if (entry === undefined || ofCode === null) return `copayment-codes.${code}`
  const isLetOff = entry.basic === 0 && !entry.drugBySteps
  const special = isLetOff || entry.basic === null ? [] : casesOf(rules, facts)
  if (typeof special === 'string') return special
  const codeRule = referenceTo(`copayment-codes.${entry.code}`, entry)
  const ofCourse = special.find(({ basic }) => basic !== null)
  const basic: PatientCharge = {
    kind: 'copayment-basic',
    amount: ofCourse?.basic ?? ofCode,
    rule: ofCourse === undefined ? codeRule : caseReference(ofCourse),
  }
  const drug = drugCharge(rules, entry, codeRule, facts, special)
  if (typeof drug === 'string') return drug
  const waived = entry.statesWaivedAmount ? waivedOf(rules, facts, basic.amount + (drug?.amount ?? 0)) : null
  if (typeof waived === 'string') return waived
  return {
    code: codeWith(entry, (ofCourse?.basic ?? 0) + (drug?.amount ?? 0)),
    basic: basic.amount,
    drug: drug?.amount ?? 0,
    charges: drug === null ? [basic] : [basic, drug],
    waived,
  }
}

/** Whether a visit under this code can be priced by the tables of the day: known there, with an amount or a share. */
export const isPricedCode = (rules: RuleTables, code: string): boolean => {
  const entry = rules.copaymentCodes.find((candidate) => candidate.code === code)
  return entry !== undefined && basicOf(entry, 0) !== null
}

const basicOf = ({ basic, perMilleOfPoints }: CopaymentCodeEntry, totalPoints: number): number | null =>
  basic ?? (perMilleOfPoints === undefined ? null : Math.floor((totalPoints * perMilleOfPoints) / 1000))

/** 選用順序 (註10): of the codes that fit, those that go before the others; several where a person picks. */
export const selectCopaymentCodes = (rules: RuleTables, fitting: readonly string[]): readonly string[] => {
  const entries = rules.copaymentCodes.filter(({ code }) => fitting.includes(code))
  const first = Math.min(...entries.map(({ precedence }) => precedence))
  return entries.filter(({ precedence }) => precedence === first).map(({ code }) => code)
}

const caseReference = (entry: CopaymentCase): RuleReference => referenceTo(`copayment-cases.${entry.case}`, entry)

const casesOf = (rules: RuleTables, { isRefill, course }: CopaymentFacts): readonly CopaymentCase[] | MissingRule => {
  const found: CopaymentCase[] = []
  if (isRefill) {
    const refill = rules.copaymentCases.find((entry) => entry.case === 'chronic-refill')
    if (refill === undefined) return 'copayment-cases.chronic-refill'
    found.push(refill)
  }
  if (course !== null && course.visit > 1) {
    const later = rules.copaymentCases.find(
      (entry) =>
        entry.case === `${course.kind}-course` &&
        entry.visits !== null &&
        entry.visits.from <= course.visit &&
        course.visit <= entry.visits.to,
    )
    if (later === undefined) return `copayment-cases.${course.kind}-course`
    found.push(later)
  }
  return found
}

const drugCharge = (
  rules: RuleTables,
  entry: CopaymentCodeEntry,
  codeRule: RuleReference,
  { drugPoints }: CopaymentFacts,
  special: readonly CopaymentCase[],
): PatientCharge | null | MissingRule => {
  if (drugPoints === 0) return null
  const kind = 'copayment-drug'
  if (!entry.drugBySteps) return { kind, amount: 0, rule: codeRule, points: drugPoints }
  const step = stepOf(rules, drugPoints)
  if (step === undefined) return 'copayment-drug-steps'
  const letOff = special.find(({ drugBySteps }) => !drugBySteps)
  if (letOff !== undefined) {
    return { kind, amount: 0, rule: caseReference(letOff), points: drugPoints, ordinarily: step.amount }
  }
  const rule = referenceTo(`copayment-drug-steps.${step.fromPoints}`, step)
  return { kind, amount: step.amount, rule, points: drugPoints }
}

const stepOf = (rules: RuleTables, drugPoints: number): RuleTables['copaymentDrugSteps'][number] | undefined =>
  rules.copaymentDrugSteps
    .filter((candidate) => candidate.fromPoints <= drugPoints)
    .toSorted((a, b) => b.fromPoints - a.fromPoints)[0]

/** What the patient would have paid as anybody, less what is paid. */
const waivedOf = (rules: RuleTables, facts: CopaymentFacts, paid: number): number | MissingRule => {
  const ordinary = copaymentOf(rules, ordinaryCode, facts)
  return typeof ordinary === 'string' ? ordinary : ordinary.basic + ordinary.drug - paid
}

/** D20 is 加收藥品或復健: what is taken for drugs, or for a later visit of a course of rehabilitation, makes D10 one. */
const codeWith = (entry: CopaymentCodeEntry, added: number): string =>
  added > 0 && entry.codeWithDrug !== null ? entry.codeWithDrug : entry.code
