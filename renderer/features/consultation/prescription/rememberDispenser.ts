import type { Prescription } from '../../../../preload/contract/orders/prescription.ts'
import { savePreferences } from '../../../bridge/preferences.ts'

/** Whom a person chose to dispense here is whom the desk's next visits begin with; what a pharmacy dispenses says nothing of that. */
export const rememberDispenser = (before: Prescription | undefined, now: Prescription): void => {
  const isChosen = before?.dispenser !== now.dispenser || before.pharmacist?.id !== now.pharmacist?.id
  if (now.released || !isChosen) return
  void savePreferences({ lastPharmacistId: now.pharmacist?.id ?? null })
}
