import { z } from 'zod'
import { FieldErrorSchema, UploadStateSchema, UploadTargetSchema } from '../../../preload/contract/upload/upload.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { fromJson } from '../jsonColumn.ts'
import type { OutboxTable } from '../schema.ts'

/** A row as it is put into the outbox, not tried yet: waiting, or set aside from the first, with the reason. */
export type NewOutboxRow = Pick<
  OutboxRow,
  | 'id'
  | 'target'
  | 'aggregateId'
  | 'sequence'
  | 'kind'
  | 'schemaVersion'
  | 'payload'
  | 'payloadHash'
  | 'dueAt'
  | 'nextTryAt'
  | 'idempotencyKey'
> &
  Partial<Pick<OutboxRow, 'state' | 'lastCode' | 'fieldErrors'>>

/** A row without its payload, for lists. */
export type OutboxHeader = Omit<OutboxRow, 'payload'>

const KindSchema = z.enum(['visit', 'amendment', 'cancellation'])
const FieldErrorsSchema = z.array(FieldErrorSchema)
/** What nearly every row says. */
const noErrors = '[]'

/** All columns but the payload. */
export const headerColumns = [
  'outbox.id',
  'outbox.target',
  'outbox.aggregate_id',
  'outbox.sequence',
  'outbox.kind',
  'outbox.schema_version',
  'outbox.payload_hash',
  'outbox.due_at',
  'outbox.next_try_at',
  'outbox.tries',
  'outbox.state',
  'outbox.idempotency_key',
  'outbox.last_code',
  'outbox.reference',
  'outbox.receipt_at',
  'outbox.field_errors',
] as const

export const toHeader = (row: OutboxTable): OutboxHeader => ({
  id: row.id,
  target: UploadTargetSchema.parse(row.target),
  aggregateId: row.aggregate_id,
  sequence: row.sequence,
  kind: KindSchema.parse(row.kind),
  schemaVersion: row.schema_version,
  payloadHash: row.payload_hash,
  dueAt: row.due_at,
  nextTryAt: row.next_try_at,
  tries: row.tries,
  state: UploadStateSchema.parse(row.state),
  idempotencyKey: row.idempotency_key,
  lastCode: row.last_code,
  reference: row.reference,
  receiptAt: row.receipt_at,
  fieldErrors: row.field_errors === noErrors ? [] : fromJson(FieldErrorsSchema, row.field_errors),
})

const nothing = new Uint8Array(0)

/** A row with its payload in force; null when a damaged store was rescued without it. */
export type PackedRow = OutboxTable & { readonly packed: Uint8Array | null }

/** A payload that is not there is none that could be read, and is set aside as such. */
export const toOutboxRow = (row: PackedRow): OutboxRow =>
  Object.assign(toHeader(row), { payload: row.packed ?? nothing })

/** A new row without its payload, which lies in a table of its own. */
export const newRow = (row: NewOutboxRow): OutboxTable => ({
  id: row.id,
  target: row.target,
  aggregate_id: row.aggregateId,
  sequence: row.sequence,
  kind: row.kind,
  schema_version: row.schemaVersion,
  payload_hash: row.payloadHash,
  due_at: row.dueAt,
  next_try_at: row.nextTryAt,
  tries: 0,
  state: row.state ?? 'waiting',
  idempotency_key: row.idempotencyKey,
  last_code: row.lastCode ?? null,
  reference: null,
  receipt_at: null,
  field_errors:
    row.fieldErrors === undefined || row.fieldErrors.length === 0 ? noErrors : JSON.stringify(row.fieldErrors),
})
