import type { ClinicArea } from '../../../preload/contract/desk/settings.ts'
import type { OrderProblem, Price, PricedLine } from '../../../preload/contract/money/pricing.ts'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import type { Prescription } from '../../../preload/contract/orders/prescription.ts'
import { ageOn } from '../../../preload/contract/patient/rocDate.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { checkOrder, type PricedConcept } from '../orders/checkOrder.ts'
import { dispenserOf, isReleased, sheetOf } from '../orders/prescription.ts'
import { type RuleTables, rulesOn } from '../tables/ruleTables.ts'
import { copaymentOf } from './copayment.ts'
import {
  type DoctorMonth,
  dailyDrugFeeLine,
  dispensingLine,
  examinationLine,
  isBeyondLimit,
  pointsOf,
  referenceTo,
} from './visitFees.ts'

export interface PriceVisitInput {
  /** The order table, top to bottom. */
  readonly orders: readonly OrderDraft[]
  /** The concepts of the orders' codes, by code. */
  readonly catalog: ReadonlyMap<string, PricedConcept>
  /** `YYYY-MM-DD`; every rule is the one in force on this day. */
  readonly visitDate: string
  /** 就醫類別 */
  readonly treatmentItem: string
  /** 部分負擔代號 as registered. */
  readonly copaymentCode: string
  /** `YYYY-MM-DD` */
  readonly patientBirthDate: string
  /** 掛號費, NT$, the clinic's own. */
  readonly registrationFee: number
  /** How the drugs are prescribed and dispensed; judged by `checkPrescription`. */
  readonly prescription: Prescription
  /** 科別 of the doctor, for additions limited to departments. */
  readonly department?: string
  /** Where the clinic lies; no mountain or island when left out. */
  readonly area?: ClinicArea
  /** What the doctor has seen this month, by which the examination's tier is chosen; the first tier when left out. */
  readonly doctorMonth?: DoctorMonth
  /** The how manieth dispensing of the dispenser's day this visit is; the first when left out. */
  readonly dispensingNumber?: number
  /** All rule tables, of all dates. */
  readonly tables: RuleTables
}

export interface PricedVisit {
  /** Null while there are problems, or a rule is missing. */
  readonly price: Price | null
  readonly problems: readonly OrderProblem[]
  /** The total of each row that counts, as typed or by the rule; null where it has to be typed. */
  readonly quantities: readonly (number | null)[]
  /** What the tables lack on the visit's day (`copayment-codes.D00`, `examination-fees`): the screen error is `RULES_MISSING`. */
  readonly missingRules: readonly string[]
}

/** NHI records hold points of a visit in eight digits. */
const greatestTotal = 99_999_999

/**
 * Prices a visit by the rules in force on its day (facts/outpatient.md §2, §4).
 *
 * - Every order: total × points of one, half up to whole points. Drugs are itemised (逐項): their sum is the drug fee. The daily
 *   rate MA1–MA4 (日劑藥費) is the clinic's other choice for simple cases of up to 3 days; it is chosen in the monthly claim, not
 *   here, so that patient, card and receipt see what was really given; what it would come to stands beside.
 * - Fees the rules add (line 0): examination by treatment item and 慢性病連續處方箋, in the tier of the doctor's month so far, with the
 *   greatest addition for the patient's age or the doctor's department; dispensing when the clinic gives drugs, by who dispenses and
 *   how many of that pharmacist's day there were. Released drugs cost nothing here; a visit with any has no
 *   dispensing fee, also where an injection of the clinic's own is claimed beside them.
 *   The later visits of a course (同一療程) have no examination: it has one, at its first.
 * - The patient pays the registration fee, the basic copayment and the drug copayment; see `copaymentOf`. Where general drugs are given
 *   beside a 慢性病連續處方箋, the drug copayment is that of the general ones.
 *
 * Every line and charge names its rule.
 */
export const priceVisit = (input: PriceVisitInput): PricedVisit => {
  const { orders, catalog, visitDate, prescription } = input
  const rules = rulesOn(input.tables, visitDate)
  const checked = orders.map((order, index) =>
    checkOrder(order, index + 1, catalog.get(order.code), {
      rules,
      visitDate,
      released: isReleased(order, prescription),
    }),
  )
  const problems = checked.flatMap((row) => row.problems)
  const quantities = checked.map((row) => row.quantity)
  if (problems.length > 0) return { price: null, problems, quantities, missingRules: [] }

  const missingRules: string[] = []
  const lines = orders.flatMap((order, index) => {
    const concept = catalog.get(order.code)
    const quantity = quantities[index] ?? null
    if (concept === undefined || quantity === null) return []
    const list = rules.priceLists.find((entry) => entry.charge === concept.system)
    if (list === undefined) missingRules.push(`price-lists.${concept.system}`)
    const unitPoints = isReleased(order, prescription) ? 0 : (concept.unitPoints ?? 0)
    const line: PricedLine = {
      line: index + 1,
      kind: order.kind,
      code: order.code,
      name: concept.displayZh === '' ? concept.displayEn : concept.displayZh,
      quantity,
      unitPoints,
      points: pointsOf(quantity, unitPoints),
      rule: referenceTo(concept.system, {
        title: list?.title ?? '',
        edition: list?.edition ?? '',
        origin: list?.origin ?? '',
        validFrom: concept.validFrom as IsoDate,
      }),
    }
    return [line]
  })
  const drugs = orders.filter((order) => order.kind === 'drug')
  const medicationDays = Math.max(0, ...drugs.map((order) => order.days ?? 0))
  const fees = feeLines(input, rules, drugs.length > 0 ? medicationDays : null, missingRules)
  const total = sum([...fees, ...lines])
  if (total > greatestTotal) {
    const dearest = lines.toSorted((a, b) => b.points - a.points)[0]
    const problem = { line: dearest?.line ?? 1, field: 'quantity', problem: 'out-of-range' } as const
    return { price: null, problems: [problem], quantities, missingRules: [] }
  }

  const drugPoints = sumOf(lines, 'drug')
  const registration = registrationCharge(input.registrationFee, rules, missingRules)
  const isRefill = prescription.kind === 'chronic-refill'
  const generalPoints = sum(
    lines.filter(({ line, kind }) => kind === 'drug' && sheetOfLine(input, line) !== 'chronic-refill'),
  )
  const copayment = copaymentOf(rules, input.copaymentCode, {
    drugPoints: generalPoints === 0 ? drugPoints : generalPoints,
    totalPoints: total,
    isRefill: isRefill && generalPoints === 0,
    course: prescription.courseVisit === null ? null : { kind: 'rehabilitation', visit: prescription.courseVisit },
  })
  if (typeof copayment === 'string') missingRules.push(copayment)
  if (typeof copayment === 'string' || missingRules.length > 0) {
    return { price: null, problems: [], quantities, missingRules }
  }
  const charges = [...registration, ...copayment.charges]
  const age = ageOn(input.patientBirthDate, visitDate)
  const daily =
    prescription.kind === 'chronic' || isRefill || orders.some((order) => isReleased(order, prescription))
      ? null
      : dailyDrugFeeLine(rules, { days: medicationDays, age, liquids: prescription.originalLiquids })
  const price: Price = {
    lines: [...fees, ...lines],
    drugPoints,
    procedurePoints: sumOf(lines, 'procedure'),
    materialPoints: sumOf(lines, 'material'),
    examinationPoints: sumOf(fees, 'examination'),
    dispensingPoints: sumOf(fees, 'dispensing'),
    totalPoints: total,
    copaymentCode: copayment.code,
    copaymentBasic: copayment.basic,
    copaymentDrug: copayment.drug,
    charges,
    amountDue: charges.reduce((amount, charge) => amount + charge.amount, 0),
    medicationDays,
    ...(daily === null ? {} : { dailyDrugFee: daily }),
    ...(copayment.waived === null ? {} : { waivedCopayment: copayment.waived }),
  }
  return { price, problems: [], quantities, missingRules: [] }
}

const sum = (lines: readonly PricedLine[]): number => lines.reduce((points, line) => points + line.points, 0)

const sumOf = (lines: readonly PricedLine[], kind: PricedLine['kind']): number =>
  sum(lines.filter((line) => line.kind === kind))

const sheetOfLine = ({ orders, prescription }: PriceVisitInput, line: number): ReturnType<typeof sheetOf> => {
  const order = orders[line - 1]
  return order === undefined ? null : sheetOf(order, prescription)
}

/** Which examination fee a visit has that issues a 慢性病連續處方箋, or none: two dispensings of 28 days or more have their own. */
const refillVisit = ({
  kind,
  dispensings,
  daysEach,
}: Prescription): 'ordinary' | 'chronic-refill' | 'chronic-refill-28' =>
  kind !== 'chronic-refill'
    ? 'ordinary'
    : dispensings >= 2 && (daysEach ?? 0) >= 28
      ? 'chronic-refill-28'
      : 'chronic-refill'

/** The fees the rules add. `drugDays` is null when no drug was ordered. */
const feeLines = (
  input: PriceVisitInput,
  rules: RuleTables,
  drugDays: number | null,
  missingRules: string[],
): PricedLine[] => {
  const fees: PricedLine[] = []
  const take = (line: PricedLine | null, rule: string): void => {
    if (line === null) missingRules.push(rule)
    else fees.push(line)
  }
  const { prescription } = input
  const hasReleased = input.orders.some((order) => isReleased(order, prescription))
  const item = rules.treatmentItems.find((entry) => entry.code === input.treatmentItem)
  if (item === undefined) missingRules.push(`treatment-items.${input.treatmentItem}`)
  else if (item.examination !== 'none' && (prescription.courseVisit ?? 1) === 1) {
    const age = ageOn(input.patientBirthDate, input.visitDate)
    const visit = item.examination === 'ordinary' ? refillVisit(prescription) : item.examination
    const facts = {
      visit,
      isReleased: hasReleased,
      age,
      department: input.department ?? null,
      area: input.area ?? 'general',
      doctorMonth: input.doctorMonth ?? null,
    }
    take(examinationLine(rules, facts), 'examination-fees')
  }
  const dispenser = dispenserOf(input.orders, prescription)
  if (drugDays !== null && dispenser !== null) {
    const isRefill = prescription.kind === 'chronic-refill'
    const number = input.dispensingNumber ?? 1
    const facts = { days: drugDays, dispenser, number, isRefill, area: input.area ?? 'general' }
    if (!isBeyondLimit(rules, facts)) take(dispensingLine(rules, facts), 'dispensing-fees')
  }
  return fees
}

/** 掛號費: the clinic's own, no fee of the NHI; none when it is 0. */
const registrationCharge = (fee: number, rules: RuleTables, missingRules: string[]): Price['charges'] => {
  if (fee === 0) return []
  const list = rules.priceLists.find((entry) => entry.charge === 'registration-fee')
  if (list === undefined) {
    missingRules.push('price-lists.registration-fee')
    return []
  }
  return [{ kind: 'registration-fee', amount: fee, rule: referenceTo('price-lists.registration-fee', list) }]
}
