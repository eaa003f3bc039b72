import { ordinaryPrescription, type Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { savePreferences } from '../../../bridge/preferences.ts'
import { dispensedBy } from './prescriptionDraft.ts'

const nameOf = (prescription: Prescription): string => {
  const by = dispensedBy(prescription)
  return typeof by === 'string' ? by : by.id
}

/** Whom a person chose to dispense here is whom the desk's next visits begin with; what a pharmacy dispenses says nothing of that. */
export const rememberDispenser = (before: Prescription | undefined, now: Prescription): void => {
  if (now.released || nameOf(before ?? ordinaryPrescription) === nameOf(now)) return
  void savePreferences({ lastPharmacistId: now.pharmacist?.id ?? null })
}
