import { hash } from 'node:crypto'
import type { z } from 'zod'
import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import { type PackedText, packText, unpackText } from '../../store/packedText.ts'

/** SHA-256 of a packed payload, hex: what stands in `payloadHash`. */
export const hashPayload = (payload: PackedText): string => hash('sha256', payload)

/** A payload as it is stored, with its hash. */
export const packedPayload = (value: object): { readonly packed: PackedText; readonly payloadHash: string } => {
  const packed = packText(JSON.stringify(value))
  return { packed, payloadHash: hashPayload(packed) }
}

/** Whether the payload is what was once written (SQLite has no checksums of its own). */
export const isPayloadWhole = (row: OutboxRow): boolean => hashPayload(row.payload) === row.payloadHash

/** `lastCode` of rows whose payload is not what was once written. */
export const payloadDamagedCode = 'PAYLOAD_DAMAGED'
/** `lastCode` of rows whose payload is whole, but of no shape this program knows. */
export const payloadUnreadableCode = 'PAYLOAD_UNREADABLE'

export type OpenedPayload<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly outcome: Extract<SendOutcome, { type: 'unsendable' }> }

/** The outcome for a row that cannot go as it is, without a word on its fields. */
export const unsendable = (code: string): Extract<SendOutcome, { type: 'unsendable' }> => ({
  type: 'unsendable',
  code,
  fieldErrors: [],
})

const parseJson = (text: string | null): unknown => {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The payload of a row, after its hash has been compared and its shape parsed. One that fails either is set aside with the reason,
 * and keeps no other row back.
 */
export const openPayload = <S extends z.ZodType>(row: OutboxRow, schema: S): OpenedPayload<z.output<S>> => {
  if (!isPayloadWhole(row)) return { ok: false, outcome: unsendable(payloadDamagedCode) }
  const parsed = schema.safeParse(parseJson(unpackText(row.payload)))
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, outcome: unsendable(payloadUnreadableCode) }
}
