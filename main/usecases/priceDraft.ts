import type { OrderDraft } from '../../preload/contract/order.ts'
import type { Price, RuleReference } from '../../preload/contract/pricing.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { type PricedVisit, priceVisit } from '../domain/priceVisit.ts'
import { type RuleTables, rulesOn } from '../domain/ruleTables.ts'
import { referenceTo } from '../domain/visitFees.ts'
import { byEncounter as debtOf } from '../store/cardDebtRepository.ts'
import { byCodes } from '../store/catalogRepository.ts'
import { doctorMonthOf } from '../store/encounterQueries.ts'
import type { EncounterSummary } from '../store/encounterRecord.ts'
import type { PatientRecord } from '../store/patientRepository.ts'
import type { DeskContext } from './context.ts'

/** Prices an order table by the tables in force on the visit's day. `RULES_MISSING` names a table that has nothing for that day. */
export const priceDraft = async (
  context: DeskContext,
  encounter: EncounterSummary,
  patient: PatientRecord,
  orders: readonly OrderDraft[],
): Promise<Result<PricedVisit>> => {
  const codes = [...new Set(orders.map((order) => order.code))]
  const catalog = await byCodes(context.store.db, ['nhi-drug', 'nhi-procedure', 'nhi-material'], codes, encounter.day)
  const doctor = context.settings.practitioners.find((person) => person.id === encounter.practitionerId)
  const rules = rulesOn(context.rules, encounter.day)
  const counted = rules.treatmentItems.filter(({ examination }) => examination !== 'none').map(({ code }) => code)
  const doctorMonth = await doctorMonthOf(context.store.db, encounter, counted)
  const priced = priceVisit({
    orders,
    catalog,
    visitDate: encounter.day,
    treatmentItem: encounter.treatmentItem,
    copaymentCode: encounter.copaymentCode,
    patientBirthDate: patient.birthDate,
    registrationFee: context.settings.clinic.registrationFee,
    ...(doctor === undefined ? {} : { department: doctor.department }),
    ...(doctorMonth.visits === 0 ? {} : { doctorMonth }),
    tables: context.rules,
  })
  const [missing] = priced.missingRules
  if (missing !== undefined) return fail('RULES_MISSING', { details: { table: missing, day: encounter.day } })
  const debt = await debtOf(context.store.db, encounter.id)
  return debt?.state === 'open' ? withDeposit(priced, debt.deposit, rules) : ok(priced)
}

/** The price with the deposit for an owed card (欠卡押金) as a line of its own. */
const withDeposit = (priced: PricedVisit, deposit: number, rules: RuleTables): Result<PricedVisit> => {
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
