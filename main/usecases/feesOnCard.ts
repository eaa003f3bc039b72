import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TreatmentWrite } from '../../native/nhi-control/port.ts'
import type { CardJournalEntry } from '../store/journalRepository.ts'

/** What was written, as the journal keeps it. Entries from before the hash was kept are told apart by their points. */
const FeesIntentSchema = z.object({
  treatmentDateTime: z.string(),
  points: z.number(),
  contentHash: z.string().exactOptional(),
})
type FeesIntent = z.infer<typeof FeesIntentSchema>

export const feesIntent = (written: TreatmentWrite): FeesIntent => ({
  treatmentDateTime: written.treatmentDateTime,
  points: written.outpatientFee,
  contentHash: createHash('sha256').update(JSON.stringify(written)).digest('hex'),
})

export interface FeesOnCard {
  /** Fees of this visit are on the card; the NHI takes no others (3209). */
  readonly isWritten: boolean
  /** 點數 of the fees that are on the card where they, or the diagnoses, are others than now; else null. */
  readonly otherPoints: number | null
}

/**
 * What the journal of a visit says of diagnoses and fees on its card, beside what is to be written now. A write whose answer was lost
 * was of these very fees: the visit can't be given back to the doctor while it is unconfirmed.
 */
export const feesOnCard = (journal: readonly CardJournalEntry[], now: FeesIntent): FeesOnCard => {
  const written = journal.flatMap(({ kind, state, intent }) => {
    const fees = kind === 'write-fees' && state === 'done' ? FeesIntentSchema.safeParse(intent) : null
    return fees?.success === true && fees.data.treatmentDateTime === now.treatmentDateTime ? [fees.data] : []
  })
  const other = written.find((one) =>
    one.contentHash === undefined ? one.points !== now.points : one.contentHash !== now.contentHash,
  )
  return { isWritten: written.length > 0, otherPoints: other?.points ?? null }
}
