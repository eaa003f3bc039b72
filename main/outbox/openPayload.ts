import { hash } from 'node:crypto'
import type { z } from 'zod'
import type { OutboxRow, SendOutcome } from '../domain/outboxRow.ts'

/** SHA-256 of a payload's text (UTF-8), hex: what stands in `payloadHash`. */
export const hashPayload = (payload: string): string => hash('sha256', payload)

/** `lastCode` of rows whose payload is not what was once written. */
export const payloadDamagedCode = 'PAYLOAD_DAMAGED'
/** `lastCode` of rows whose payload is whole, but of no shape this program knows. */
export const payloadUnreadableCode = 'PAYLOAD_UNREADABLE'

export type OpenedPayload<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly outcome: Extract<SendOutcome, { type: 'unsendable' }> }

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The payload of a row, after its hash has been compared (SQLite has no checksums of its own) and its shape parsed. One that
 * fails either is set aside with the reason, and keeps no other row back.
 */
export const openPayload = <S extends z.ZodType>(row: OutboxRow, schema: S): OpenedPayload<z.output<S>> => {
  const unsendable = (code: string): OpenedPayload<never> => ({
    ok: false,
    outcome: { type: 'unsendable', code, fieldErrors: [] },
  })
  if (hashPayload(row.payload) !== row.payloadHash) return unsendable(payloadDamagedCode)
  const parsed = schema.safeParse(parseJson(row.payload))
  return parsed.success ? { ok: true, value: parsed.data } : unsendable(payloadUnreadableCode)
}
