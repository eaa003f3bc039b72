import { isCounted } from '../treatmentItem.ts'
import type { TaggedValues, UploadedRecord } from './uploadedRecord.ts'

/** H01: A normal, B exception (card could not be used), C cancel a refill prescription, D delete, E take C back. */
export const FORMAT_CODES: readonly string[] = ['A', 'B', 'C', 'D', 'E']

/** A record that carries a visit (A or B); the others only name one. */
export function carriesVisit({ header }: UploadedRecord): boolean {
  return header.H00 === '1' && (header.H01 === 'A' || header.H01 === 'B')
}

export function isNormal({ header }: UploadedRecord): boolean {
  return header.H01 === 'A'
}

/** Does the visit's category use a serial? */
export function usesSerial({ visit }: UploadedRecord): boolean {
  return isCounted(visit.M07 ?? '')
}

/** D02 of drugs: 1 dispensed here, M released. */
export function isDrug(order: TaggedValues): boolean {
  return order.D02 === '1' || order.D02 === 'M'
}

/** G virtual orders and J prison codes say something; nothing is given. */
export function isMark(order: TaggedValues): boolean {
  return order.D02 === 'G' || order.D02 === 'J'
}

/** A number field; empty counts as 0. */
export function numberIn(values: TaggedValues, tag: string): number {
  return Number(values[tag] ?? 0)
}
