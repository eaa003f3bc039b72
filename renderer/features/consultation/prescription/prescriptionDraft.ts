import type { OrderDraft } from '../../../../preload/contract/orders/order.ts'
import {
  type OpenRefill,
  ordinaryPrescription,
  type Pharmacist,
  type Prescription,
  type PrescriptionKind,
  suppliedDays,
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

/** Each way to dispense that may be chosen, under a key of its own. */
type DispenserKey = 'doctor' | 'released' | 'unnamed' | 'as-named' | `pharmacist:${string}`

/**
 * The ways to dispense, and the key of the present one. A pharmacist whom the prescription names as the clinic doesn't (any more), under
 * an earlier name, too, stays to be seen beside those of the clinic.
 */
export const dispenserChoices = (
  prescription: Prescription,
  known: readonly Pharmacist[],
): { readonly present: DispenserKey; readonly ways: ReadonlyMap<DispenserKey, DispensedBy> } => {
  const now = dispensedBy(prescription)
  const pharmacists = known.map((one) => [`pharmacist:${one.id}`, one] as const)
  const [sameKey] =
    pharmacists.find(([, { id, name }]) => typeof now !== 'string' && id === now.id && name === now.name) ?? []
  const present = typeof now === 'string' ? now : (sameKey ?? 'as-named')
  const ways: readonly (readonly [DispenserKey, DispensedBy])[] = [
    ['doctor', 'doctor'],
    ...pharmacists,
    [present, now],
    ['released', 'released'],
  ]
  return { present, ways: new Map(ways) }
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

/**
 * The draft with its prescription put otherwise. Where a 慢性病連續處方箋 is now got whole, or no longer, its drugs are for those days,
 * and a total that was typed grows and shrinks with them.
 */
export const withPrescription = (
  { orders, prescription: before = ordinaryPrescription }: Pick<VisitDraft, 'orders' | 'prescription'>,
  prescription: Prescription,
): Pick<VisitDraft, 'orders'> & { readonly prescription: Prescription } => {
  const [from, to] = [suppliedDays(before), suppliedDays(prescription)]
  const isRefill = before.kind === 'chronic-refill' && prescription.kind === 'chronic-refill'
  if (!isRefill || before.wholeAmount === prescription.wholeAmount || from === 0) return { orders, prescription }
  const follow = (order: OrderDraft): OrderDraft =>
    order.kind !== 'drug' || order.days !== from
      ? order
      : {
          ...order,
          days: to,
          quantity: order.quantity === null ? null : Math.round((order.quantity * to * 10) / from) / 10,
        }
  return { orders: orders.map(follow), prescription }
}
