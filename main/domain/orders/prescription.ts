import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import {
  type Dispenser,
  ordinaryPrescription,
  type Prescription,
  type PrescriptionKind,
  suppliedDays,
} from '../../../preload/contract/orders/prescription.ts'

/** The prescription of a draft, or of a record from before prescriptions were kept. */
export const prescriptionOf = (draft: { readonly prescription?: Prescription }): Prescription =>
  draft.prescription ?? ordinaryPrescription

/** 一般處方箋 covers at most so many days (醫療辦法 §24); a drug for longer is chronic. */
export const generalDays = 7

/** 途徑 of drugs given here even when the prescription is released (injections, vaginal). */
export const givenHereRoutes: ReadonlySet<string> = new Set(
  'HD ID IA IE IM IV IVA IVD IVI IVP IP IS IT LA LI SC SCI VAG'.split(' '),
)

/** What of an order says whether and on which sheet it is prescribed. */
export type PrescribedOrder = Pick<OrderDraft, 'kind' | 'days' | 'route'>

/** Whether a pharmacy dispenses this order: a drug of a released prescription that isn't given on the spot. */
export const isReleased = (order: PrescribedOrder, { released }: Pick<Prescription, 'released'>): boolean =>
  released && order.kind === 'drug' && !givenHereRoutes.has(order.route ?? '')

/**
 * Who of the clinic dispenses a visit's drugs; null where there are none, or some are released: such a visit counts as no dispensing of
 * the clinic's (no 藥事服務費), also where an injection of its own is given beside them.
 */
export const dispenserOf = (orders: readonly PrescribedOrder[], prescription: Prescription): Dispenser | null =>
  !orders.some(({ kind }) => kind === 'drug') || orders.some((order) => isReleased(order, prescription))
    ? null
    : prescription.dispenser

/**
 * The sheet (處方箋) a drug is written on; null for what is no drug. General and chronic drugs have separate sheets (醫療辦法 §24): of
 * a 慢性病連續處方箋 are the drugs for just its days, and what is for 7 days or less stands on the general sheet beside it.
 */
export const sheetOf = (order: PrescribedOrder, prescription: Prescription): PrescriptionKind | null => {
  if (order.kind !== 'drug') return null
  const days = order.days ?? 0
  if (prescription.kind === 'chronic-refill' && days === suppliedDays(prescription)) return 'chronic-refill'
  return days > generalDays ? 'chronic' : 'general'
}
