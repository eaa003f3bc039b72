import type { OrderDraft } from '../../preload/contract/order.ts'
import type { Price } from '../../preload/contract/pricing.ts'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { type PricedVisit, priceVisit } from '../domain/priceVisit.ts'
import { byCodes } from '../store/catalogRepository.ts'
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
  const priced = priceVisit({
    orders,
    catalog,
    visitDate: encounter.day,
    treatmentItem: encounter.treatmentItem,
    copaymentCode: encounter.copaymentCode,
    patientBirthDate: patient.birthDate,
    registrationFee: context.settings.clinic.registrationFee,
    ...(doctor === undefined ? {} : { department: doctor.department }),
    tables: context.rules,
  })
  const [missing] = priced.missingRules
  return missing === undefined ? ok(priced) : fail('RULES_MISSING', { details: { table: missing } })
}

/** The total of one order line (1-based) as it was priced: typed, or by the rule. */
export const pricedQuantity = (price: Price, line: number): number =>
  price.lines.find((priced) => priced.line === line)?.quantity ?? 0
