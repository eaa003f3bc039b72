import type { FieldError } from '../../../preload/contract/upload/upload.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { type PackedText, packText } from '../../store/packedText.ts'
import { hashPayload } from '../payload/openPayload.ts'
import { type CloudDocument, cloudDocumentOf, cloudPayloadOfVisit } from './cloudRecordMapper.ts'
import { documentInvalidCode } from './fhir/documentFault.ts'
import { deletionOf, refillCancellationOf } from './nhi/nhiRecord.ts'
import { nhiRecordOfVisit } from './nhi/nhiRecordMapper.ts'
import { type NhiUploadPayload, payloadSchemaVersion } from './payloads.ts'

export interface OutboxRowFacts {
  /** A new UUIDv7 each time it is called: row id and idempotency key, for each target. */
  readonly newId: () => string
  /** Epoch ms, server time. */
  readonly now: number
  /** When the law wants the visit delivered, epoch ms, server time. */
  readonly dueAt: number
  /** The card is owed (欠卡): nothing goes to the NHI before it is brought. */
  readonly isOwed?: boolean
}

type RowKind = OutboxRow['kind']

interface Content {
  readonly packed: PackedText
  /** What keeps it from being sent as it is. */
  readonly fieldErrors: readonly FieldError[]
}

/** The rules of an NHI record are looked at when it is complete, before it is sent. */
const nhiContent = (payload: NhiUploadPayload): Content => ({
  packed: packText(JSON.stringify(payload)),
  fieldErrors: [],
})

/** A row as it is put in line, or aside where it can't be sent. At once, whatever the clocks of two processes think of each other. */
const newRow = (
  record: VisitRecord,
  facts: OutboxRowFacts,
  content: Content & { readonly target: OutboxRow['target']; readonly kind: RowKind },
): OutboxRow => {
  const isSound = content.fieldErrors.length === 0
  return {
    id: facts.newId(),
    target: content.target,
    aggregateId: record.encounterId,
    sequence: record.version,
    kind: content.kind,
    schemaVersion: payloadSchemaVersion,
    payload: content.packed,
    payloadHash: hashPayload(content.packed),
    dueAt: facts.dueAt,
    nextTryAt: 0,
    tries: 0,
    state: isSound ? 'waiting' : 'quarantined',
    idempotencyKey: facts.newId(),
    lastCode: isSound ? null : documentInvalidCode,
    reference: null,
    receiptAt: null,
    fieldErrors: content.fieldErrors,
  }
}

/**
 * The rows that carry a closed visit to the NHI and to the clinic cloud, ready to be written in the transaction that closes it.
 *
 * Never fails: a visit whose card has been written must be kept whatever else is wrong with it. Ask `checkVisitRecord` before the
 * card is written; a record that cannot be sent is set aside with its reasons: for the cloud here, for the NHI when its turn comes.
 *
 * @param document of this very record; the signatures of its orders may have come since
 */
export const buildOutboxRows = (
  record: VisitRecord,
  facts: OutboxRowFacts,
  document: CloudDocument = cloudDocumentOf(record),
): OutboxRow[] => {
  const nhiRecord = nhiRecordOfVisit(record)
  const nhiPayload: NhiUploadPayload = {
    record: nhiRecord,
    nationalId: record.patient.nationalId,
    needsCardlessIdentifier: nhiRecord.H01 === 'B',
  }
  const kind: RowKind = record.version === 1 ? 'visit' : 'amendment'
  const row = (target: OutboxRow['target'], content: Content): OutboxRow =>
    newRow(record, facts, { target, kind, ...content })
  if (facts.isOwed === true) return [row('clinic-cloud', cloudPayloadOfVisit(record, null, document))]
  return [
    row('nhi-upload', nhiContent(nhiPayload)),
    row('clinic-cloud', cloudPayloadOfVisit(record, nhiRecord, document)),
  ]
}

/**
 * The rows of a visit that was cancelled after it was closed: its record is deleted where it may have arrived, and the clinic cloud is
 * told in any case.
 *
 * @param standing what may be at the NHI, a record for each number it is known by there; empty where nothing can have left this PC
 * @returns one row for each of these, in their order, and that of the cloud behind them
 */
export const buildCancellationRows = (
  record: VisitRecord,
  standing: readonly NhiUploadPayload[],
  facts: OutboxRowFacts,
): OutboxRow[] => {
  const cancelled: VisitRecord = { ...record, isCancelled: true }
  const deletions = standing.map((payload) => ({ ...payload, record: deletionOf(payload.record) }))
  const row = (target: OutboxRow['target'], content: Content, place: number): OutboxRow => ({
    ...newRow(cancelled, facts, { target, kind: 'cancellation', ...content }),
    sequence: cancelled.version + place,
  })
  return [
    ...deletions.map((payload, place) => row('nhi-upload', nhiContent(payload), place)),
    row('clinic-cloud', cloudPayloadOfVisit(cancelled, deletions.at(-1)?.record ?? null), 0),
  ]
}

/**
 * The rows that cancel the 慢性病連續處方箋 of a visit whose record the NHI has; the visit stays.
 *
 * @param standing the record that was received
 */
export const buildRefillCancellationRows = (
  record: VisitRecord,
  standing: NhiUploadPayload,
  facts: OutboxRowFacts,
): OutboxRow[] => {
  const cancelled: VisitRecord = { ...record, isRefillCancelled: true }
  const payload: NhiUploadPayload = { ...standing, record: refillCancellationOf(standing.record) }
  const row = (target: OutboxRow['target'], content: Content): OutboxRow =>
    newRow(cancelled, facts, { target, kind: 'amendment', ...content })
  return [row('nhi-upload', nhiContent(payload)), row('clinic-cloud', cloudPayloadOfVisit(cancelled, payload.record))]
}
