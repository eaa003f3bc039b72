import { z } from 'zod'
import type { NhiRecord } from './nhi/nhiRecord.ts'
import { type CardlessIdentifier, withCardlessIdentifier } from './nhi/nhiRecordMapper.ts'
import { orderTags, visitTags } from './nhi/nhiTags.ts'

/** Version of both payload shapes; `OutboxRow.schemaVersion`. */
export const payloadSchemaVersion = 1

const value = z.string().min(1).max(256)
const record = <Kind extends 'A' | 'B' | 'C' | 'D'>(kind: Kind) =>
  z.strictObject({
    H00: z.literal('1'),
    H01: z.literal(kind),
    visit: z.partialRecord(z.enum(visitTags), value),
    orders: z.array(z.partialRecord(z.enum(orderTags), value)).max(500),
  })

/** One record of the upload format 2.0; see `NhiRecord`. */
const NhiRecordSchema: z.ZodType<NhiRecord> = z.discriminatedUnion('H01', [
  record('A'),
  record('B'),
  record('C'),
  record('D'),
])

/**
 * Payload of a row for the NHI upload. It holds the record, not its XML: rows are put together into a file when they are sent.
 */
export const NhiUploadPayloadSchema = z.strictObject({
  record: NhiRecordSchema,
  /** Whom a card-less treatment number is issued for. */
  nationalId: z.string().min(1).max(10),
  /**
   * True for an exception (or the deletion of one) that has no treatment number yet: that of the visit's earlier row, else one that
   * has to be issued (TreatmentNumber/NoCard), kept with `withIssuedIdentifier`; only then may the record be sent.
   */
  needsCardlessIdentifier: z.boolean(),
  /**
   * Set where records of this store are lost: such a number may have been issued and the record sent under it, and nobody here knows
   * it any more. Only a person who has looked at the NHI can say that it may go under another one.
   */
  identifierMayBeLost: z.literal(true).optional(),
})
export type NhiUploadPayload = z.infer<typeof NhiUploadPayloadSchema>

/** Payload of a row for the clinic cloud: `VisitRecord` of clinic-cloud.yaml, sent as it is. */
export const CloudPayloadSchema = z.strictObject({
  recordId: z.uuid(),
  version: z.int().min(1),
  kind: z.enum(['visit', 'amendment', 'cancellation']),
  visitedAt: z.iso.datetime(),
  /** FHIR R4 document bundle by TW Core. */
  bundle: z.looseObject({ resourceType: z.literal('Bundle'), type: z.literal('document') }),
  /** Text of the NHI record's XML, as far as it was known when the visit was closed. */
  nhiUploadXml: z.string().max(1_000_000).optional(),
  /** Hex, of the canonical JSON of `bundle`. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type CloudPayload = z.infer<typeof CloudPayloadSchema>

/**
 * The payload with the treatment number the NHI has issued for it. Keep it with the row before the record is sent: a second number
 * would make a second visit of it. Unchanged when none was needed.
 */
export const withIssuedIdentifier = (payload: NhiUploadPayload, identifier: CardlessIdentifier): NhiUploadPayload =>
  payload.needsCardlessIdentifier
    ? { ...payload, record: withCardlessIdentifier(payload.record, identifier), needsCardlessIdentifier: false }
    : payload
