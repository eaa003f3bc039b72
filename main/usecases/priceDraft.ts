import type { OrderDraft } from '../../preload/contract/order.ts'
import { type PricedVisit, priceVisit } from '../domain/priceVisit.ts'
import { byCodes } from '../store/catalogRepository.ts'
import type { EncounterSummary } from '../store/encounterRecord.ts'
import type { PatientRecord } from '../store/patientRepository.ts'
import type { DeskContext } from './context.ts'

/** Prices an order table by the tables in force on the visit's day. */
export const priceDraft = async (
  context: DeskContext,
  encounter: EncounterSummary,
  patient: PatientRecord,
  orders: readonly OrderDraft[],
): Promise<PricedVisit> => {
  const codes = [...new Set(orders.map((order) => order.code))]
  const catalog = await byCodes(context.store.db, ['nhi-drug', 'nhi-procedure', 'nhi-material'], codes, encounter.day)
  return priceVisit({
    orders,
    catalog,
    visitDate: encounter.day,
    treatmentItem: encounter.treatmentItem,
    copaymentCode: encounter.copaymentCode,
    patientBirthDate: patient.birthDate,
    registrationFee: context.settings.clinic.registrationFee,
    tables: context.rules,
  })
}
