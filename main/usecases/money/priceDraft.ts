import type { Price, RuleReference } from '../../../preload/contract/money/pricing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { type PricedVisit, priceVisit } from '../../domain/money/priceVisit.ts'
import { referenceTo } from '../../domain/money/visitFees.ts'
import { checkPrescription } from '../../domain/orders/checkPrescription.ts'
import { prescriptionOf } from '../../domain/orders/prescription.ts'
import { refillStanding } from '../../domain/orders/refill.ts'
import { type RuleTables, rulesOn } from '../../domain/tables/ruleTables.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { byCodesEver } from '../../store/codes/catalogRepository.ts'
import type { PatientRecord } from '../../store/patient/patientRepository.ts'
import type { DispensingRecord } from '../../store/record/dispensingRepository.ts'
import { refillWithout } from '../../store/record/refillRepository.ts'
import { doctorMonthOf } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord, VisitDraft } from '../../store/visit/encounterRecord.ts'
import { dispensingOfDraft, pharmacistsOf } from '../consultation/dispensings.ts'
import type { DeskContext } from '../context.ts'
import { departmentOf } from '../record/departmentOf.ts'

/** A priced draft, with who would dispense its drugs. */
export interface PricedDraft extends PricedVisit {
  readonly dispensing: DispensingRecord | null
}

/**
 * Prices an order table, as it is prescribed, by the tables in force on the visit's day; a closed visit keeps its registration fee. A prescription that may not be so leaves no price
 * and its problems beside those of the orders. `RULES_MISSING` names a table that has nothing for that day.
 */
export const priceDraft = async (
  context: DeskContext,
  encounter: EncounterRecord,
  patient: PatientRecord,
  draft: Pick<VisitDraft, 'orders' | 'prescription'>,
): Promise<Result<PricedDraft>> => {
  const { orders } = draft
  const prescription = prescriptionOf(draft)
  const codes = [...new Set(orders.map((order) => order.code))]
  const catalog = await byCodesEver(
    context.store.db,
    ['nhi-drug', 'nhi-procedure', 'nhi-material'],
    codes,
    encounter.day,
  )
  const department = departmentOf(context, encounter)
  const rules = rulesOn(context.rules, encounter.day)
  const counted = rules.treatmentItems.filter(({ examination }) => examination !== 'none').map(({ code }) => code)
  const doctorMonth = await doctorMonthOf(context.store.db, encounter, counted)
  const dispensing = await dispensingOfDraft(context.store.db, encounter, draft)
  const visit = priceVisit({
    orders,
    catalog,
    visitDate: encounter.day,
    treatmentItem: encounter.treatmentItem,
    copaymentCode: encounter.copaymentCode,
    patientBirthDate: patient.birthDate,
    registrationFee: registrationFeeOf(context, encounter),
    ...(department === null ? {} : { department }),
    ...(doctorMonth.visits === 0 ? {} : { doctorMonth }),
    ...(dispensing === null ? {} : { dispensingNumber: dispensing.number }),
    area: context.settings.clinic.area,
    prescription,
    tables: context.rules,
  })
  const priced = { ...visit, dispensing }
  const [missing] = priced.missingRules
  if (missing !== undefined) return fail('RULES_MISSING', { details: { table: missing, day: encounter.day } })
  const problems = await prescriptionProblems(context, encounter, draft)
  if (problems.length > 0) return ok({ ...priced, price: null, problems: [...problems, ...priced.problems] })
  const debt = await debtOf(context.store.db, encounter.id)
  return debt?.state === 'open' ? withDeposit(priced, debt.deposit, rules) : ok(priced)
}

/** The clinic's fee as it is today; that of a closed visit is what was charged, whatever the fee has become since. */
const registrationFeeOf = ({ settings }: DeskContext, { state, price }: EncounterRecord): number =>
  state === 'closed' && price !== null
    ? (price.charges.find(({ kind }) => kind === 'registration-fee')?.amount ?? 0)
    : settings.clinic.registrationFee

/** What is wrong with the prescription, judged by what was dispensed of the one it refills. */
const prescriptionProblems = async (
  context: DeskContext,
  { id, day, state, draft: kept }: EncounterRecord,
  draft: Pick<VisitDraft, 'orders' | 'prescription'>,
): Promise<PricedVisit['problems']> => {
  const prescription = prescriptionOf(draft)
  const { refillOf } = prescription
  const standing = prescriptionOf(kept)
  // Who has left the clinic since still dispensed what was closed, and so did whom nobody named then.
  const dispensed = state === 'closed' && standing.dispenser === 'clinic-pharmacist' ? [standing.pharmacist] : []
  const refill = refillOf === null ? null : await refillWithout(context.store.db, refillOf.prescriptionId, id)
  return checkPrescription(prescription, draft.orders, {
    day,
    refill: refill === null ? null : refillStanding(refill),
    pharmacists: [...pharmacistsOf(context), ...dispensed],
  })
}

/** The price with the deposit for an owed card (欠卡押金) as a line of its own. */
const withDeposit = (priced: PricedDraft, deposit: number, rules: RuleTables): Result<PricedDraft> => {
  const { price } = priced
  if (price === null || deposit === 0) return ok(priced)
  const rule = depositRule(rules)
  if (rule === null) return fail('RULES_MISSING', { details: { table: 'price-lists.card-deposit' } })
  const charges: Price['charges'] = [...price.charges, { kind: 'card-deposit', amount: deposit, rule }]
  return ok({ ...priced, price: { ...price, charges, amountDue: price.amountDue + deposit } })
}

/** What a deposit stands on, for its line and that of its refund; null when no table in force knows it. */
export const depositRule = (rules: RuleTables): RuleReference | null => {
  const list = rules.priceLists.find((entry) => entry.charge === 'card-deposit')
  return list === undefined ? null : referenceTo('price-lists.card-deposit', list)
}

/** The total of one order line (1-based) as it was priced: typed, or by the rule. */
export const pricedQuantity = (price: Price, line: number): number =>
  price.lines.find((priced) => priced.line === line)?.quantity ?? 0
