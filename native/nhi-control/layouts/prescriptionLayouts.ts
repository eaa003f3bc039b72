import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardPrescription, PrescriptionWrite } from '../port.ts'
import { day, freeText, matching, optionalWhole, quantity, rocDateTime, text } from './fieldKinds.ts'
import { decodeLayout, encodeLayout, type Layout, place } from './layout.ts'

/** One order as its 61 bytes tell it. */
export interface PrescriptionRecord extends CardPrescription {
  /** 交付處方註記; blank on orders of old. */
  readonly deliveryNote: string
}

/** hisReadPrescriptMain and the write calls: one outpatient order. */
export const prescriptionLayout: Layout<PrescriptionRecord> = {
  name: 'prescription',
  length: 61,
  places: {
    treatmentDateTime: place(1, 13, rocDateTime),
    orderType: place(14, 14, matching(/^[0-9A-Z]$/)),
    code: place(15, 26, matching(/^[\x20-\x7e]*[\x21-\x7e]$/)),
    site: place(27, 32, freeText),
    usage: place(33, 50, freeText),
    days: place(51, 52, optionalWhole),
    totalQuantity: place(53, 59, quantity),
    deliveryNote: place(60, 61, text),
  },
}

/** A long-term drug on the card. */
export interface LongTermPrescription {
  /** `YYYY-MM-DD` */
  readonly date: string
  readonly code: string
  readonly usage: string
  readonly days: number | null
  readonly totalQuantity: number | null
}

/** hisReadPrescriptLongTerm: one long-term drug. */
export const longTermLayout: Layout<LongTermPrescription> = {
  name: 'long-term prescription',
  length: 44,
  places: {
    date: place(1, 7, day),
    code: place(8, 17, matching(/^[\x20-\x7e]*[\x21-\x7e]$/)),
    usage: place(18, 35, freeText),
    days: place(36, 37, optionalWhole),
    totalQuantity: place(38, 44, quantity),
  },
}

/** 處方簽章 of one order: 40 printable characters. */
export const orderSignatureLayout: Layout<{ readonly signature: string }> = {
  name: 'order signature',
  length: 40,
  places: { signature: place(1, 40, matching(/^[\x21-\x7e]{40}$/)) },
}

/** As many records as fill the buffer; the first that is not valid refuses them all. */
const records = <T extends object>(layout: Layout<T>, bytes: Uint8Array): Result<readonly T[]> => {
  if (bytes.length % layout.length !== 0) {
    const details = { layout: layout.name, reason: 'length', bytes: bytes.length }
    return fail('CONTROL_BAD_REPLY', { retryable: true, details })
  }
  const list: T[] = []
  for (let from = 0; from < bytes.length; from += layout.length) {
    const record = decodeLayout(layout, bytes.subarray(from, from + layout.length))
    if (!record.ok) return record
    list.push(record.value)
  }
  return ok(list)
}

/** n × 61 bytes in the card's order. Places that were never written must have been left out (\*iRecCount tells them). */
export const decodePrescriptionRecords = (bytes: Uint8Array): Result<readonly PrescriptionRecord[]> =>
  records(prescriptionLayout, bytes)

/** n × 61 bytes: the orders on the card. */
export const decodePrescriptions = (bytes: Uint8Array): Result<readonly CardPrescription[]> => {
  const list = decodePrescriptionRecords(bytes)
  return list.ok ? ok(list.value.map(({ deliveryNote: _note, ...order }) => order)) : list
}

/** n × 44 bytes: the long-term drugs on the card. */
export const decodeLongTerm = (bytes: Uint8Array): Result<readonly LongTermPrescription[]> =>
  records(longTermLayout, bytes)

/** n × 40 bytes: exactly one signature for each order that was written, in their order. */
export const decodeOrderSignatures = (bytes: Uint8Array, orders: number): Result<readonly string[]> => {
  const list = records(orderSignatureLayout, bytes)
  if (!list.ok) return list
  return list.value.length === orders
    ? ok(list.value.map(({ signature }) => signature))
    : fail('CONTROL_BAD_REPLY', {
        retryable: true,
        details: { layout: orderSignatureLayout.name, reason: 'signature-count', bytes: bytes.length },
      })
}

/** The orders of a visit, 61 bytes each (hisWriteMultiPrescriptSign); `RECORD_INVALID` for one that has no place in its fields. */
export const encodePrescriptions = (
  treatmentDateTime: string,
  orders: readonly PrescriptionWrite[],
): Result<Uint8Array> => {
  const parts: Uint8Array[] = []
  for (const order of orders) {
    const bytes = encodeLayout(prescriptionLayout, { treatmentDateTime, ...order })
    if (!bytes.ok) return bytes
    parts.push(bytes.value)
  }
  return ok(Buffer.concat(parts))
}
