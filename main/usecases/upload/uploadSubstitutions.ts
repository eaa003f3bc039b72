import type { Substitutions } from '../../../preload/contract/codes/substitution.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { OutboxId } from '../../../preload/contract/words.ts'
import { toBig5Text } from '../../outbox/mappers/nhi/big5.ts'
import { substitutedFields } from '../../outbox/mappers/nhi/substitutedFields.ts'
import { NhiUploadPayloadSchema } from '../../outbox/mappers/payloads.ts'
import { openPayload } from '../../outbox/payload/openPayload.ts'
import { byIdOrBare } from '../../store/outbox/damagedPayloads.ts'
import { listingOf } from '../../store/outbox/outboxListing.ts'
import type { DeskContext } from '../context.ts'

/**
 * Which characters of a record go to the NHI otherwise than they are kept, because Big5 has no place for them. `NOT_FOUND`;
 * `VISIT_STATE` with details.reason `payload-damaged` where the record cannot be read.
 */
export const uploadSubstitutions = async (context: DeskContext, outboxId: OutboxId): Promise<Result<Substitutions>> => {
  const { db } = context.store
  const row = await byIdOrBare(db, outboxId)
  const listing = await listingOf(db, outboxId)
  if (row === null || listing === null) return fail('NOT_FOUND')
  if (row.target !== 'nhi-upload') return ok({ fields: [], nameOutsideBig5: [] })
  const opened = openPayload(row, NhiUploadPayloadSchema)
  if (!opened.ok) return fail('VISIT_STATE', { details: { reason: 'payload-damaged' } })
  return ok({
    fields: substitutedFields(opened.value.record),
    nameOutsideBig5: [...toBig5Text(listing.patientName).substitutions],
  })
}
