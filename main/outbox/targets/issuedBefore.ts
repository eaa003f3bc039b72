import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { OutboxLedger } from '../dispatch/ledger.ts'
import type { CardlessIdentifier } from '../mappers/nhi/nhiRecordMapper.ts'
import { NhiUploadPayloadSchema } from '../mappers/payloads.ts'
import { openPayload } from '../payload/openPayload.ts'

/** What earlier rows of a visit were given without a card: a number, nothing, or nobody knows, because records of this store are lost. */
export type IssuedBefore = CardlessIdentifier | 'may-be-lost' | null

/**
 * The treatment number that the newest earlier row of the same visit was given without a card. By the time a row has its turn, the
 * earlier ones of its visit have ended, so what they were given is known.
 */
export const issuedBefore =
  (ledger: Pick<OutboxLedger, 'earlierRows'>) =>
  async (row: OutboxRow): Promise<IssuedBefore> => {
    let mayBeLost = false
    for (const earlier of await ledger.earlierRows(row)) {
      const opened = openPayload(earlier, NhiUploadPayloadSchema)
      if (!opened.ok || opened.value.record.H01 === 'A') continue
      mayBeLost ||= opened.value.identifierMayBeLost === true
      if (opened.value.needsCardlessIdentifier) continue
      const { M11, M15 } = opened.value.record.visit
      if (M11 !== undefined && M15 !== undefined) return { treatmentDateTime: M11, treatmentNumber: M15 }
    }
    return mayBeLost ? 'may-be-lost' : null
  }
