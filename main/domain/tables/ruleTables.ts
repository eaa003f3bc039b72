import { z } from 'zod'
import { ClinicAreaSchema } from '../../../preload/contract/desk/settings.ts'
import { errorCodes } from '../../../preload/contract/errors.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { AttendanceSchema } from '../../../preload/contract/visit/attendance.ts'
import { CopaymentReasonSchema } from '../../../preload/contract/visit/copaymentReason.ts'
import { MealStateSchema, vitalKinds } from '../../../preload/contract/visit/vitals.ts'
import {
  CopaymentCodeSchema,
  ExceptionCodeSchema,
  IsoDateSchema,
  PointsSchema,
  SessionSchema,
  SexSchema,
  TreatmentItemSchema,
  TwdSchema,
} from '../../../preload/contract/words.ts'
import { inForceOn } from './effectiveDate.ts'
import { datedEntry, type RuleFile, ruleFile, type Sourced } from './ruleFile.ts'

const names = { nameZh: z.string().min(1), nameEn: z.string().min(1) }
const feeCode = z.string().regex(/^[0-9A-Z]{3,6}$/)

/** 部分負擔代號 a western clinic may meet. */
const CopaymentCodeEntrySchema = z.strictObject({
  ...datedEntry,
  ...names,
  code: CopaymentCodeSchema,
  /** 基本部分負擔, NT$; null when it is no fixed amount. */
  basic: TwdSchema.nullable(),
  /** Share of all points of the visit, ‰, where there is no fixed amount; without either this program doesn't price it. */
  perMilleOfPoints: z.int().min(1).max(1000).exactOptional(),
  /** Whether the drug copayment goes by the steps of `copayment-drug-steps`; else the patient is let off. */
  drugBySteps: z.boolean(),
  /** Code the visit is claimed under once a drug copayment is due; null when it stays. */
  codeWithDrug: CopaymentCodeSchema.nullable(),
  /** Whether an agency pays the waived amount, so that the claim has to state it (d43). */
  statesWaivedAmount: z.boolean(),
  /** Which code is taken where several fit: the lowest (註10); of equal ones a person picks. */
  precedence: z.int().min(1),
  /** Whether the registration form offers it. */
  offered: z.boolean(),
})

/** 門診藥品部分負擔 at a clinic: from so many drug points on, so many NT$. */
const CopaymentDrugStepSchema = z.strictObject({ ...datedEntry, fromPoints: PointsSchema, amount: TwdSchema })

/** What changes the copayment of a visit whatever its code: 慢性病連續處方箋, and the later visits of a course (療程). */
const CopaymentCaseSchema = z.strictObject({
  ...datedEntry,
  case: z.enum(['chronic-refill', 'rehabilitation-course']),
  /** Visits of the course it is for; null for what is no course. */
  visits: z.strictObject({ from: z.int().min(2), to: z.int().min(2) }).nullable(),
  /** Basic copayment in place of the code's, NT$; null: the code's own. */
  basic: TwdSchema.nullable(),
  /** Whether the drug copayment still goes by the steps. */
  drugBySteps: z.boolean(),
})

/** Which copayment code registration proposes; the lowest `order` whose conditions all hold wins. */
const CopaymentProposalSchema = z.strictObject({
  ...datedEntry,
  order: z.int().min(1),
  code: CopaymentCodeSchema,
  reason: CopaymentReasonSchema,
  when: z.strictObject({
    treatmentItems: z.array(TreatmentItemSchema).min(1).exactOptional(),
    insuredMarks: z.array(z.string().min(1)).min(1).exactOptional(),
    /** Completed years of age below this. */
    ageUnder: z.int().min(1).exactOptional(),
    /** Completed years of age from this on. */
    ageFrom: z.int().min(1).exactOptional(),
    /** Where the clinic lies. */
    areas: z.array(ClinicAreaSchema).min(1).exactOptional(),
    criticalIllness: z.literal(true).exactOptional(),
  }),
})

/** 門診診察費. */
const ExaminationFeeSchema = z.strictObject({
  ...datedEntry,
  code: feeCode,
  nameZh: z.string().min(1),
  points: PointsSchema,
  /** Ordinary, with a 慢性病連續處方箋, the same with two or more dispensings of 28 days or more, emergency. */
  visit: z.enum(['ordinary', 'chronic-refill', 'chronic-refill-28', 'emergency']),
  area: z.enum([...ClinicAreaSchema.options, 'any']),
  /** Daily visits of the doctor this fee is for (看診人次分段). */
  casesFrom: z.int().min(1),
  casesTo: z.int().min(1).nullable(),
  /** Drugs released to a pharmacy (交付), dispensed by the clinic or none (自調/未開), or no difference made. */
  dispensing: z.enum(['released', 'own-or-none', 'any']),
})

/** 診察費加成 by age in completed years, department and fee. */
const ExaminationAdditionSchema = z.strictObject({
  ...datedEntry,
  nameZh: z.string().min(1),
  ageFrom: z.int().min(0),
  ageTo: z.int().min(0).nullable(),
  /** 科別 it is limited to; null for all. */
  departments: z.array(z.string().length(2)).nullable(),
  /** Codes of the examination fees it is limited to, those of one tier; null for all. */
  fees: z.array(feeCode).min(1).nullable(),
  perMille: z.int().min(1).max(1000),
})

/** 藥事服務費. */
const DispensingFeeSchema = z.strictObject({
  ...datedEntry,
  code: feeCode,
  nameZh: z.string().min(1),
  points: PointsSchema,
  dispenser: z.enum(['doctor', 'clinic-pharmacist']),
  prescription: z.enum(['general', 'chronic']),
  daysFrom: z.int().min(1),
  daysTo: z.int().min(1).nullable(),
})

/**
 * 合理調劑量: up to which dispensing of a pharmacist's day the fees of `dispensing-fees` are paid, and what is paid for those behind it;
 * nothing is for one that is beyond both.
 */
const DispensingLimitSchema = z.strictObject({
  ...datedEntry,
  area: ClinicAreaSchema,
  /** The last dispensing of the day at the whole fee. */
  fullTo: z.int().min(1),
  /** Null where no source has any. */
  reduced: z
    .strictObject({ code: feeCode, nameZh: z.string().min(1), points: PointsSchema, to: z.int().min(1) })
    .nullable(),
})

/** 日劑藥費 MA1–MA4, points a day. */
const DailyDrugFeeSchema = z.strictObject({
  ...datedEntry,
  code: feeCode,
  nameZh: z.string().min(1),
  pointsPerDay: PointsSchema,
  /** Original-bottle oral liquids of a child of 12 or less; 0 is everybody else. */
  liquidsFrom: z.int().min(0),
  liquidsTo: z.int().min(0).nullable(),
})

/** 藥品使用頻率. */
const FrequencySchema = z.strictObject({
  ...datedEntry,
  ...names,
  code: z.string().regex(/^[0-9A-Z&(),]{2,18}$/),
  /** `times` in `perDays` days; `once` in all; `typed` where the total has to be typed. */
  use: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('regular'), times: z.int().min(1), perDays: z.int().min(1) }),
    z.strictObject({ kind: z.literal('once') }),
    z.strictObject({ kind: z.literal('typed') }),
  ]),
})

/** 給藥途徑. */
const RouteSchema = z.strictObject({ ...datedEntry, ...names, code: z.string().regex(/^[A-Z]{2,4}$/) })

/** 就醫科別. */
const DepartmentSchema = z.strictObject({ ...datedEntry, ...names, code: z.string().regex(/^[0-9A-Z]{2}$/) })

/** 就醫類別. */
const TreatmentItemEntrySchema = z.strictObject({
  ...datedEntry,
  ...names,
  code: TreatmentItemSchema,
  /** Whether SequelNumber/Next gives a 就醫序號 and counts the visit. */
  takesSerial: z.boolean(),
  /** Whether a western clinic (醫事類別 11) may use it. */
  westernClinic: z.boolean(),
  /** Whether the registration form offers it. */
  offered: z.boolean(),
  examination: z.enum(['ordinary', 'emergency', 'none']),
})

/** 異常就醫序號: left column while no serial was taken, right column once one exists. */
const ExceptionCodeEntrySchema = z.strictObject({
  ...datedEntry,
  ...names,
  before: ExceptionCodeSchema,
  /** Null when the reason can't arise after a serial. */
  after: ExceptionCodeSchema.nullable(),
  /** Completed years of age, on the day of the visit, from which the code is implausible; null where age says nothing. */
  ageUnder: z.int().min(1).nullable(),
  /** Whether a person has to write down why. */
  needsReason: z.boolean(),
  /** Whether such a visit can be made good with the card later (補卡). */
  makeUp: z.boolean(),
  /** Faults that propose it. */
  proposedFor: z.array(
    z.strictObject({
      error: z.enum(errorCodes),
      /** NHI status codes (details.statusCode) it is limited to; null for any. */
      statusCodes: z.array(z.string().regex(/^-?\d{1,5}$/)).nullable(),
      side: z.enum(['before', 'after', 'both']),
      /** Only for visits held so, and there before every other code; left out: for every visit. */
      attendance: AttendanceSchema.exactOptional(),
    }),
  ),
})

/** One year's days off besides weekends, and the weekend days worked in exchange. */
const WorkingYearSchema = z.strictObject({
  ...datedEntry,
  year: z.int().min(2026),
  holidays: z.array(z.strictObject({ on: IsoDateSchema, name: z.string().min(1) })).min(1),
  workdays: z.array(IsoDateSchema),
})

/** How long 欠卡 and 補卡 are possible; the unit is in the name. */
const MakeUpLimitSchema = z.strictObject({
  ...datedEntry,
  limit: z.enum(['refund-working-days', 'record-months', 'newborn-days']),
  from: z.int().min(0),
  to: z.int().min(1),
})

/** 時段: hours of the Taipei day, `fromHour` included, `toHour` excluded. */
const SessionEntrySchema = z.strictObject({
  ...datedEntry,
  session: SessionSchema,
  fromHour: z.int().min(0).max(23),
  toHour: z.int().min(1).max(24),
})

/** 藥品成分, by the words that stand for it in a drug's English name. */
const DrugSubstanceSchema = z.strictObject({
  ...datedEntry,
  substance: z.string().min(1),
  /** Classes of `allergy-classes` it belongs to. */
  classes: z.array(z.string().min(1)),
  names: z.array(z.string().min(3)).min(1),
})

/** A class of drugs, by the words an allergy is written down with. */
const AllergyClassSchema = z.strictObject({
  ...datedEntry,
  class: z.string().min(1),
  words: z.array(z.string().min(2)).min(1),
  /** Beginnings of the ATC codes of its drugs. */
  atc: z.array(z.string().regex(/^[A-Z][0-9A-Z]{2,6}$/)).default([]),
})

/** Names the list behind the points of an order (by code system), behind the registration fee and the deposit for an owed card. */
const PriceListSchema = z.strictObject({
  ...datedEntry,
  charge: z.enum(['nhi-drug', 'nhi-procedure', 'nhi-material', 'registration-fee', 'card-deposit']),
})

/** 生命徵象: what can be typed, what is usual, and what is dangerous, by age in completed months (`ageToMonths` excluded). */
const VitalSignEntrySchema = z.strictObject({
  ...datedEntry,
  /** BMI (`body-mass`) is never typed, but judged. */
  kind: z.enum([...vitalKinds, 'body-mass']),
  /** UCUM, but for °C. */
  unit: z.string().min(1),
  decimals: z.int().min(0).max(2),
  possible: z.strictObject({ from: z.number(), to: z.number() }),
  /** Null, whole or on one side, where no source says anything. */
  usual: z.strictObject({ from: z.number().nullable(), to: z.number().nullable() }).nullable(),
  critical: z.strictObject({ below: z.number().nullable(), above: z.number().nullable() }).nullable(),
  ageFromMonths: z.int().min(0),
  ageToMonths: z.int().min(1).nullable(),
  sex: SexSchema.nullable(),
  /** Only for glucose. */
  meal: MealStateSchema.nullable(),
})

/** Every file of resources/rules. */
export const ruleFiles = {
  copaymentCodes: ruleFile('copayment-codes', CopaymentCodeEntrySchema, (entry) => entry.code),
  copaymentDrugSteps: ruleFile('copayment-drug-steps', CopaymentDrugStepSchema, (entry) => String(entry.fromPoints)),
  copaymentCases: ruleFile('copayment-cases', CopaymentCaseSchema, (entry) => entry.case),
  copaymentProposals: ruleFile('copayment-proposals', CopaymentProposalSchema, (entry) => String(entry.order)),
  examinationFees: ruleFile('examination-fees', ExaminationFeeSchema, (entry) => entry.code),
  examinationAdditions: ruleFile(
    'examination-additions',
    ExaminationAdditionSchema,
    (entry) => `${entry.ageFrom} ${entry.departments?.join(' ') ?? ''}`,
  ),
  dispensingFees: ruleFile('dispensing-fees', DispensingFeeSchema, (entry) => entry.code),
  dispensingLimits: ruleFile('dispensing-limits', DispensingLimitSchema, (entry) => entry.area),
  dailyDrugFees: ruleFile('daily-drug-fees', DailyDrugFeeSchema, (entry) => entry.code),
  frequencies: ruleFile('frequencies', FrequencySchema, (entry) => entry.code),
  routes: ruleFile('routes', RouteSchema, (entry) => entry.code),
  departments: ruleFile('departments', DepartmentSchema, (entry) => entry.code),
  treatmentItems: ruleFile('treatment-items', TreatmentItemEntrySchema, (entry) => entry.code),
  exceptionCodes: ruleFile('exception-codes', ExceptionCodeEntrySchema, (entry) => entry.before),
  workingDays: ruleFile('working-days', WorkingYearSchema, (entry) => String(entry.year)),
  makeUpLimits: ruleFile('make-up-limits', MakeUpLimitSchema, (entry) => entry.limit),
  sessions: ruleFile('sessions', SessionEntrySchema, (entry) => entry.session),
  drugSubstances: ruleFile('drug-substances', DrugSubstanceSchema, (entry) => entry.substance),
  allergyClasses: ruleFile('allergy-classes', AllergyClassSchema, (entry) => entry.class),
  priceLists: ruleFile('price-lists', PriceListSchema, (entry) => entry.charge),
  vitalSigns: ruleFile('vital-signs', VitalSignEntrySchema, ({ kind, ageFromMonths, sex, meal }) =>
    [kind, ageFromMonths, sex, meal].join(' '),
  ),
} as const

type EntryOf<File> = File extends RuleFile<infer Entry> ? Sourced<Entry> : never

/** The rule tables, whole or (from `rulesOn`) of one day. */
export type RuleTables = {
  readonly [Name in keyof typeof ruleFiles]: readonly EntryOf<(typeof ruleFiles)[Name]>[]
}

export type CopaymentCodeEntry = RuleTables['copaymentCodes'][number]
export type CopaymentCase = RuleTables['copaymentCases'][number]
export type ExaminationFee = RuleTables['examinationFees'][number]
export type ExceptionCodeEntry = RuleTables['exceptionCodes'][number]
export type WorkingYear = RuleTables['workingDays'][number]
export type MakeUpLimit = RuleTables['makeUpLimits'][number]
export type FrequencyEntry = RuleTables['frequencies'][number]
export type DepartmentEntry = RuleTables['departments'][number]
export type TreatmentItemEntry = RuleTables['treatmentItems'][number]
export type VitalSignEntry = RuleTables['vitalSigns'][number]

/**
 * Reads all rule tables. `files` maps a file's name in resources/rules (without `.json`) to its JSON. `RULES_MISSING` names the
 * first file that is absent or unsound; there is no half set of rules.
 */
export const parseRuleTables = (files: Readonly<Record<string, unknown>>): Result<RuleTables> => {
  const read: Record<string, readonly unknown[]> = {}
  for (const [name, file] of Object.entries(ruleFiles)) {
    const json = files[file.name]
    if (json === undefined) {
      return fail('RULES_MISSING', { details: { file: `${file.name}.json`, path: '', problem: 'absent' } })
    }
    const table = file.read(json)
    if (!table.ok) return table
    read[name] = table.value
  }
  // Every name of ruleFiles was read by its own schema just above.
  return ok(read as unknown as RuleTables)
}

/** The rules of one day (`YYYY-MM-DD`): every table with only the entries in force then. */
export const rulesOn = (tables: RuleTables, day: string): RuleTables => ({
  copaymentCodes: inForceOn(tables.copaymentCodes, day),
  copaymentDrugSteps: inForceOn(tables.copaymentDrugSteps, day),
  copaymentCases: inForceOn(tables.copaymentCases, day),
  copaymentProposals: inForceOn(tables.copaymentProposals, day),
  examinationFees: inForceOn(tables.examinationFees, day),
  examinationAdditions: inForceOn(tables.examinationAdditions, day),
  dispensingFees: inForceOn(tables.dispensingFees, day),
  dispensingLimits: inForceOn(tables.dispensingLimits, day),
  dailyDrugFees: inForceOn(tables.dailyDrugFees, day),
  frequencies: inForceOn(tables.frequencies, day),
  routes: inForceOn(tables.routes, day),
  departments: inForceOn(tables.departments, day),
  treatmentItems: inForceOn(tables.treatmentItems, day),
  exceptionCodes: inForceOn(tables.exceptionCodes, day),
  // Whole: a term counted from one year runs into the next.
  workingDays: tables.workingDays,
  makeUpLimits: inForceOn(tables.makeUpLimits, day),
  sessions: inForceOn(tables.sessions, day),
  drugSubstances: inForceOn(tables.drugSubstances, day),
  allergyClasses: inForceOn(tables.allergyClasses, day),
  priceLists: inForceOn(tables.priceLists, day),
  vitalSigns: inForceOn(tables.vitalSigns, day),
})
