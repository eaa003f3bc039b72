import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { type NhiUploadPayload, NhiUploadPayloadSchema } from '../../outbox/mappers/payloads.ts'
import { isPayloadWhole, openPayload } from '../../outbox/payload/openPayload.ts'
import { byIdOrBare } from '../../store/outbox/damagedPayloads.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import type { DeskContext } from '../context.ts'
import { rebuiltPayload } from './rebuiltPayload.ts'

/** A row for the NHI with the record it carries. */
export interface StandingRecord {
  readonly row: OutboxRow
  readonly payload: NhiUploadPayload
}

/**
 * Everything that was put in line for the NHI of a visit, newest first; empty where its card is owed. One that can't be read any more is
 * made anew from the visit. `VISIT_STATE` with details.reason `payload-damaged` where that can't be: nobody knows then what it would
 * replace.
 */
export const standingRecords = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<readonly StandingRecord[]>> => {
  const { db } = context.store
  const headers = (await byEncounters(db, [encounterId])).filter(({ target }) => target === 'nhi-upload')
  const found: StandingRecord[] = []
  for (const { id } of headers.toReversed()) {
    const row = await wholeRow(context, id)
    const opened = row === null ? null : openPayload(row, NhiUploadPayloadSchema)
    if (row === null || opened?.ok !== true) return fail('VISIT_STATE', { details: { reason: 'payload-damaged' } })
    found.push({ row, payload: opened.value })
  }
  return ok(found)
}

const wholeRow = async (context: DeskContext, id: string): Promise<OutboxRow | null> => {
  const row = await byIdOrBare(context.store.db, id)
  if (row === null || isPayloadWhole(row)) return row
  const rebuilt = await rebuiltPayload(context, row)
  return rebuilt === null ? row : { ...row, payload: rebuilt.payload, payloadHash: rebuilt.payloadHash }
}

/**
 * What of a visit's records (newest first) its amendment keeps: whether the card was used, and what it makes good (補卡). That a refill
 * prescription was cancelled says nothing of either.
 */
export const keptFacts = (
  records: readonly StandingRecord[],
): { readonly exceptionCode: string | null } & Pick<VisitRecord, 'afterCheck' | 'actual'> => {
  const standing = records.find(({ payload }) => payload.record.H01 !== 'C')
  const visit = standing?.payload.record.visit
  const isException = standing?.payload.record.H01 === 'B'
  const mark = visit?.M12
  const isMakeUp = mark === '2' || mark === '3' || mark === '4'
  return {
    exceptionCode: isException ? (visit?.M13 ?? null) : null,
    afterCheck: isMakeUp ? mark : '1',
    actual:
      isMakeUp && visit?.M49 !== undefined && visit.M52 !== undefined
        ? { dateTime: visit.M49, treatmentNumber: visit.M52 }
        : null,
  }
}
