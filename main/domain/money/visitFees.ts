import type { ClinicArea } from '../../../preload/contract/desk/settings.ts'
import type { PricedLine, RuleReference } from '../../../preload/contract/money/pricing.ts'
import type { Dispenser } from '../../../preload/contract/orders/prescription.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import type { ExaminationFee, RuleTables } from '../tables/ruleTables.ts'
import { hundredthsOf, roundHalfUp, tenthsOf } from './roundHalfUp.ts'

/** The rule behind an amount, as the screens unfold it. */
export const referenceTo = (
  rule: string,
  entry: { readonly title: string; readonly validFrom: IsoDate; readonly edition: string; readonly origin: string },
): RuleReference => ({
  rule,
  title: entry.title,
  effectiveFrom: entry.validFrom,
  edition: entry.edition,
  origin: entry.origin,
})

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
  readonly area: ClinicArea
  /** The doctor's visits of this month up to this one, and the days with any; null while it isn't known. */
  readonly doctorMonth: DoctorMonth | null
}

/** What tells an addition from the others: the age it begins with, and its departments. */
const nameOf = ({ ageFrom, departments }: RuleTables['examinationAdditions'][number]): string =>
  [ageFrom, ...(departments ?? [])].join('-')

export interface DoctorMonth {
  readonly visits: number
  readonly days: number
}

/** 合理門診量: days of a month beyond these don't lower the daily average (支付標準 第二部第一章: at most 25). */
const mostDays = 25

/** The daily visits that choose the tier: visits of the month ÷ its days, at most 25, a begun visit being one. */
export const visitsPerDay = ({ visits, days }: DoctorMonth): number =>
  Math.max(1, Math.ceil(visits / Math.max(1, Math.min(days, mostDays))))

/**
 * 診察費 of a visit. Its tier depends on the doctor's visits of the whole month, so it is provisional: the tier of the month so far,
 * or the first one while that isn't known; the claim sets it right. An addition by age or department (加成) is part of the points of
 * one, as `unitPoints` shows. Of several that fit it is the greatest alone: no source says that they add up.
 *
 * @returns null when the tables have no such fee in force
 */
export const examinationLine = (rules: RuleTables, facts: ExaminationFacts): PricedLine | null => {
  const perDay = facts.doctorMonth === null ? 1 : visitsPerDay(facts.doctorMonth)
  const fee = rules.examinationFees.find(
    (entry) =>
      entry.visit === facts.visit &&
      (entry.area === 'any' || entry.area === facts.area) &&
      entry.casesFrom <= perDay &&
      (entry.casesTo === null || perDay <= entry.casesTo) &&
      (entry.dispensing === 'any' || entry.dispensing === (facts.isReleased ? 'released' : 'own-or-none')),
  )
  if (fee === undefined) return null
  const addition = rules.examinationAdditions
    .filter(
      (entry) =>
        entry.ageFrom <= facts.age &&
        (entry.ageTo === null || facts.age <= entry.ageTo) &&
        (entry.fees?.includes(fee.code) ?? true) &&
        (entry.departments === null || (facts.department !== null && entry.departments.includes(facts.department))),
    )
    .toSorted((a, b) => b.perMille - a.perMille)[0]
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
    ...(addition === undefined
      ? {}
      : { additions: [referenceTo(`examination-additions.${nameOf(addition)}`, addition)] }),
    ...(facts.doctorMonth === null ? {} : { tier: { ...facts.doctorMonth, perDay } }),
  }
}

/** Longest medication that the daily rate pays for (支付標準: at most three days in a case). */
const mostDailyRateDays = 3
/** Age up to which original-bottle oral liquids raise the daily rate. */
const childAge = 12

/**
 * 日劑藥費 MA1–MA4 of a visit: the daily rate × days, in place of its drugs one by one. Null where it may not be chosen (more than three
 * days), where the child's original-bottle oral liquids aren't known, or where the tables have none in force.
 *
 * @param liquids original-bottle oral liquids (原瓶包裝口服液劑), repacked ones not counted; null when it isn't known
 */
export const dailyDrugFeeLine = (
  rules: RuleTables,
  facts: { readonly days: number; readonly age: number; readonly liquids: number | null },
): PricedLine | null => {
  const { days, age } = facts
  const liquids = age > childAge ? 0 : facts.liquids
  if (days < 1 || days > mostDailyRateDays || liquids === null) return null
  const fee = rules.dailyDrugFees.find(
    (entry) => entry.liquidsFrom <= liquids && (entry.liquidsTo === null || liquids <= entry.liquidsTo),
  )
  if (fee === undefined) return null
  return {
    line: 0,
    kind: 'drug',
    code: fee.code,
    name: fee.nameZh,
    quantity: days,
    unitPoints: fee.pointsPerDay,
    points: pointsOf(days, fee.pointsPerDay),
    rule: referenceTo(`daily-drug-fees.${fee.code}`, fee),
  }
}

/** Who dispenses, and the how manieth of that person's day it is. */
export interface DispensingFacts {
  /** Days of medication of the visit, the longest line. */
  readonly days: number
  readonly dispenser: Dispenser
  /** From 1, counted for each person and day. */
  readonly number: number
  readonly isRefill: boolean
  readonly area: ClinicArea
}

/** 合理調劑量 is a pharmacist's; for a doctor who dispenses no limit is known that leaves out only the fee. */
const limitOf = (rules: RuleTables, { dispenser, area }: DispensingFacts) =>
  dispenser === 'doctor' ? undefined : rules.dispensingLimits.find((entry) => entry.area === area)

/** Whether a dispensing is beyond what is paid for on a pharmacist's day: no 藥事服務費 at all. */
export const isBeyondLimit = (rules: RuleTables, facts: DispensingFacts): boolean => {
  const limit = limitOf(rules, facts)
  return limit !== undefined && facts.number > (limit.reduced?.to ?? limit.fullTo)
}

/**
 * 藥事服務費 of drugs the clinic dispenses itself. A prescription of up to 7 days counts as general, a longer one as chronic,
 * because a general prescription can't be longer (醫療辦法: ≤ 7 days); that of a 慢性病連續處方箋 is chronic however short it is. Behind
 * the full number of a pharmacist's day one reduced fee stands for all of them (`isBeyondLimit` is asked first).
 *
 * @returns null when the tables have no such fee in force
 */
export const dispensingLine = (rules: RuleTables, facts: DispensingFacts): PricedLine | null => {
  const limit = limitOf(rules, facts)
  if (limit !== undefined && limit.reduced !== null && facts.number > limit.fullTo) {
    return dispensingFee(limit.reduced, referenceTo(`dispensing-limits.${limit.area}`, limit))
  }
  const isWithin = (entry: RuleTables['dispensingFees'][number]): boolean =>
    entry.dispenser === facts.dispenser &&
    entry.daysFrom <= facts.days &&
    (entry.daysTo === null || facts.days <= entry.daysTo)
  const fee =
    rules.dispensingFees.find((entry) => !facts.isRefill && entry.prescription === 'general' && isWithin(entry)) ??
    rules.dispensingFees.find((entry) => entry.prescription === 'chronic' && isWithin(entry))
  return fee === undefined ? null : dispensingFee(fee, referenceTo(`dispensing-fees.${fee.code}`, fee))
}

const dispensingFee = (
  fee: { readonly code: string; readonly nameZh: string; readonly points: number },
  rule: RuleReference,
): PricedLine => ({
  line: 0,
  kind: 'dispensing',
  code: fee.code,
  name: fee.nameZh,
  quantity: 1,
  unitPoints: fee.points,
  points: fee.points,
  rule,
})
