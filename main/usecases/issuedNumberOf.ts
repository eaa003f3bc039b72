import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { NhiUploadPayloadSchema } from '../outbox/mappers/payloads.ts'
import { openPayload } from '../outbox/openPayload.ts'
import { byEncounters, byId } from '../store/outboxQueries.ts'
import type { ActualVisit } from './actualVisit.ts'
import type { DeskContext } from './context.ts'

/**
 * The 就醫識別碼 that the NHI issued for an exception when its record went out, and the time issued with it (M15, M11). Null when the
 * record was refused or set aside before it had one. `MAKE_UP_NOT_YET` while it may still get one: a make-up that doesn't name it
 * would be a second visit.
 */
export const issuedNumberOf = async (
  context: DeskContext,
  encounterId: EncounterId,
): Promise<Result<ActualVisit['issued']>> => {
  const { db } = context.store
  const header = (await byEncounters(db, [encounterId])).find((row) => row.target === 'nhi-upload')
  const row = header === undefined ? null : await byId(db, header.id)
  if (row === null) return ok(null)
  const opened = openPayload(row, NhiUploadPayloadSchema)
  const isEnded = row.state === 'rejected' || row.state === 'quarantined'
  if (!opened.ok) return isEnded ? ok(null) : fail('MAKE_UP_NOT_YET', { retryable: true })
  const { M11, M15 } = opened.value.record.visit
  if (M11 !== undefined && M15 !== undefined) return ok({ dateTime: M11, treatmentNumber: M15 })
  return isEnded ? ok(null) : fail('MAKE_UP_NOT_YET', { retryable: true, details: { upload: row.state } })
}
