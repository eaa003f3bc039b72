import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import {
  type OpenRefill,
  ordinaryPrescription,
  type Pharmacist,
  type Prescription,
  type PrescriptionKind,
} from '../../../../preload/contract/orders/prescription.ts'
import type { VisitDraft } from '../consultationStore.ts'
import { repeatOrders } from '../orders/orderSheet.ts'

/** What a new 慢性病連續處方箋 begins with: dispensed three times, and 28 days each time unless a drug already says more than a week. */
const usualDispensings = 3
const usualDays = 28
const generalDays = 7
const mostDaysEach = 30

/** The same prescription as another kind; what belongs to a refill prescription alone goes with it. */
export const withKind = (
  prescription: Prescription,
  kind: PrescriptionKind | null,
  orders: readonly OrderDraft[],
): Prescription => {
  if (kind !== 'chronic-refill') {
    return { ...prescription, kind, dispensings: 1, daysEach: null, wholeAmount: null, refillOf: null }
  }
  if (prescription.kind === kind) return prescription
  const longest = Math.max(0, ...orders.map(({ days }) => days ?? 0))
  const daysEach = longest > generalDays && longest <= mostDaysEach ? longest : usualDays
  return { ...prescription, kind, dispensings: usualDispensings, daysEach }
}

/** Who dispenses: the doctor, a pharmacist here, or a pharmacy. What an older draft says without a name is `unnamed`. */
export type DispensedBy = 'doctor' | 'released' | 'unnamed' | Pharmacist
export const dispensedBy = ({ released, dispenser, pharmacist }: Prescription): DispensedBy =>
  released ? 'released' : dispenser === 'doctor' ? 'doctor' : (pharmacist ?? 'unnamed')
export const withDispenser = (
  { pharmacist: _, ...prescription }: Prescription,
  by: Exclude<DispensedBy, 'unnamed'>,
): Prescription => {
  if (by === 'released') return { ...prescription, released: true, dispenser: 'doctor' }
  if (by === 'doctor') return { ...prescription, released: false, dispenser: by }
  return { ...prescription, released: false, dispenser: 'clinic-pharmacist', pharmacist: by }
}

/** What a doctor has said of a prescription, or null while it is the ordinary one: then nothing of it need be shown. */
export const saidOf = (prescription: Prescription | undefined): Prescription | null =>
  prescription === undefined || JSON.stringify(prescription) === JSON.stringify(ordinaryPrescription)
    ? null
    : prescription

/** Dispenses the next time of an open refill prescription: its drugs stand behind what is there. */
export const takeRefill = (
  refill: OpenRefill,
  { orders, prescription = ordinaryPrescription }: Pick<VisitDraft, 'orders' | 'prescription'>,
): Pick<VisitDraft, 'orders'> & { readonly prescription: Prescription } => ({
  orders: repeatOrders(orders, refill.orders),
  prescription: {
    ...prescription,
    kind: 'chronic-refill',
    released: false,
    dispensings: refill.dispensings,
    daysEach: refill.daysEach,
    wholeAmount: null,
    refillOf: { prescriptionId: refill.prescriptionId, dispensing: refill.next },
  },
})
