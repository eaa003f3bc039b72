import type { WriteTx } from '../../store/handles.ts'
import { byIdOrBare } from '../../store/outbox/damagedPayloads.ts'
import { countAsTried, setAside, undeliveredIds } from '../../store/outbox/doubtedRows.ts'
import { amendPayload } from '../../store/outbox/outboxRepository.ts'
import { NhiUploadPayloadSchema } from '../mappers/payloads.ts'
import { openPayload, packedPayload } from '../payload/openPayload.ts'

/** `lastCode` of an exception, or the deletion of one, that may be at the NHI under a number which this store has lost. */
export const mayHaveBeenSentCode = 'MAY_HAVE_BEEN_SENT'

/**
 * What a store that has lost its newest records says of its rows for the NHI is no longer certain: each may have been sent in what is
 * lost. So none counts as untried any more. One with a number of its own goes again, and the NHI replaces the record; an exception
 * without one would be asked a second number for, and stand there twice. The NHI has no question for a number it has issued, so these
 * are set aside until a person has looked. To be called before anything is sent.
 */
export const doubtUnsent = async (tx: WriteTx): Promise<void> => {
  await countAsTried(tx)
  for (const id of await undeliveredIds(tx)) {
    const row = await byIdOrBare(tx, id)
    const opened = row === null ? null : openPayload(row, NhiUploadPayloadSchema)
    if (opened?.ok !== true || !opened.value.needsCardlessIdentifier) continue
    const { packed, payloadHash } = packedPayload({ ...opened.value, identifierMayBeLost: true })
    await amendPayload(tx, id, packed, payloadHash)
    await setAside(tx, id, mayHaveBeenSentCode)
  }
}
