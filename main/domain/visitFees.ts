import type { PricedLine, RuleReference } from '../../preload/contract/pricing.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { hundredthsOf, roundHalfUp, tenthsOf } from './roundHalfUp.ts'
import type { ExaminationFee, RuleTables } from './ruleTables.ts'

/** The rule behind an amount, as the screens unfold it. */
export const referenceTo = (
  rule: string,
  entry: { readonly title: string; readonly validFrom: IsoDate },
): RuleReference => ({ rule, title: entry.title, effectiveFrom: entry.validFrom })

/** Points of a line: quantity × points of one, half up to a whole point (claim field p12). */
export const pointsOf = (quantity: number, unitPoints: number): number =>
  roundHalfUp(tenthsOf(quantity) * hundredthsOf(unitPoints), 1000)

export interface ExaminationFacts {
  readonly visit: ExaminationFee['visit']
  /** Whether the visit's drugs are released to a pharmacy (交付). */
  readonly isReleased: boolean
  /** Completed years on the visit's day. */
  readonly age: number
  /** 科別; null counts no addition that is limited to departments. */
  readonly department: string | null
}

/**
 * 診察費 of a visit. Its tier depends on the doctor's visits of the whole month, so during the month the first tier stands for all;
 * the claim sets it right. An addition by age (加成) is part of the points of one, as `unitPoints` shows.
 *
 * @returns null when the tables have no such fee in force
 */
export const examinationLine = (rules: RuleTables, facts: ExaminationFacts): PricedLine | null => {
  const fee = rules.examinationFees
    .filter(
      (entry) =>
        entry.visit === facts.visit &&
        entry.area === 'general' &&
        (entry.dispensing === 'any' || entry.dispensing === (facts.isReleased ? 'released' : 'own-or-none')),
    )
    .toSorted((a, b) => a.casesFrom - b.casesFrom)[0]
  if (fee === undefined) return null
  const addition = rules.examinationAdditions.find(
    (entry) =>
      entry.ageFrom <= facts.age &&
      (entry.ageTo === null || facts.age <= entry.ageTo) &&
      (entry.departments === null || (facts.department !== null && entry.departments.includes(facts.department))),
  )
  const unitPoints = roundHalfUp(fee.points * (1000 + (addition?.perMille ?? 0)), 10) / 100
  return {
    line: 0,
    kind: 'examination',
    code: fee.code,
    name: addition === undefined ? fee.nameZh : `${fee.nameZh}，${addition.nameZh}`,
    quantity: 1,
    unitPoints,
    points: pointsOf(1, unitPoints),
    rule: referenceTo(`examination-fees.${fee.code}`, fee),
  }
}

/**
 * 藥事服務費 of drugs the clinic dispenses itself. A prescription of up to 7 days counts as general, a longer one as chronic,
 * because a general prescription can't be longer (醫療辦法: ≤ 7 days).
 *
 * @param days days of medication of the visit, the longest line
 * @returns null when the tables have no such fee in force
 */
export const dispensingLine = (
  rules: RuleTables,
  facts: { readonly days: number; readonly dispenser: 'doctor' | 'clinic-pharmacist' },
): PricedLine | null => {
  const isWithin = (entry: RuleTables['dispensingFees'][number]): boolean =>
    entry.dispenser === facts.dispenser &&
    entry.daysFrom <= facts.days &&
    (entry.daysTo === null || facts.days <= entry.daysTo)
  const fee =
    rules.dispensingFees.find((entry) => entry.prescription === 'general' && isWithin(entry)) ??
    rules.dispensingFees.find((entry) => entry.prescription === 'chronic' && isWithin(entry))
  if (fee === undefined) return null
  return {
    line: 0,
    kind: 'dispensing',
    code: fee.code,
    name: fee.nameZh,
    quantity: 1,
    unitPoints: fee.points,
    points: fee.points,
    rule: referenceTo(`dispensing-fees.${fee.code}`, fee),
  }
}
