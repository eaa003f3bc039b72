import type { OutboxRow } from '../../domain/outboxRow.ts'
import type { VisitRecord } from '../../domain/visitRecord.ts'
import { packText } from '../../store/packedText.ts'
import { hashPayload } from '../openPayload.ts'
import { cloudPayloadOfVisit } from './cloudRecordMapper.ts'
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

/**
 * The rows that carry a closed visit to the NHI and to the clinic cloud, ready to be written in the transaction that closes it.
 *
 * Never fails: a visit whose card has been written must be kept whatever else is wrong with it. Ask `checkVisitRecord` before the
 * card is written; a record that cannot be sent is set aside with its reasons when its turn comes.
 */
export const buildOutboxRows = (record: VisitRecord, facts: OutboxRowFacts): OutboxRow[] => {
  const nhiRecord = nhiRecordOfVisit(record)
  const nhiPayload: NhiUploadPayload = {
    record: nhiRecord,
    nationalId: record.patient.nationalId,
    needsCardlessIdentifier: nhiRecord.H01 === 'B',
  }
  const row = (target: OutboxRow['target'], text: string): OutboxRow => {
    const payload = packText(text)
    return {
      id: facts.newId(),
      target,
      aggregateId: record.encounterId,
      sequence: record.version,
      kind: record.version === 1 ? 'visit' : 'amendment',
      schemaVersion: payloadSchemaVersion,
      payload,
      payloadHash: hashPayload(payload),
      dueAt: facts.dueAt,
      // At once, whatever the clocks of two processes think of each other.
      nextTryAt: 0,
      tries: 0,
      state: 'waiting',
      idempotencyKey: facts.newId(),
      lastCode: null,
      reference: null,
      receiptAt: null,
      fieldErrors: [],
    }
  }
  if (facts.isOwed === true) return [row('clinic-cloud', cloudPayloadOfVisit(record, null))]
  return [row('nhi-upload', JSON.stringify(nhiPayload)), row('clinic-cloud', cloudPayloadOfVisit(record, nhiRecord))]
}
