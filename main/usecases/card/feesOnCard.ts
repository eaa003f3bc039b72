import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TreatmentWrite } from '../../../native/nhi-control/port.ts'
import type { Price } from '../../../preload/contract/money/pricing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { CardJournalEntry } from '../../store/card/journalEntry.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'

/** What was written, as the journal keeps it. Entries from before the hash was kept are told apart by their points. */
const FeesIntentSchema = z.object({
  treatmentDateTime: z.string(),
  points: z.number(),
  contentHash: z.string().exactOptional(),
})
type FeesIntent = z.infer<typeof FeesIntentSchema>

/** 補卡註記: 2 when the visit is made good later. */
export type AfterCheck = TreatmentWrite['afterCheck']

/** Diagnoses and fees of a visit as its card is to have them. */
export const treatmentOf = (
  { draft }: Pick<EncounterRecord, 'draft'>,
  price: Price,
  treatmentDateTime: string,
  afterCheck: AfterCheck,
): TreatmentWrite => ({
  afterCheck,
  treatmentDateTime,
  diagnoses: draft.diagnoses.map((diagnosis) => diagnosis.code.replace('.', '')),
  outpatientFee: price.totalPoints,
  copayment: price.copaymentBasic + price.copaymentDrug,
})

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
 * was of these very fees: the visit can't be given back to the doctor while it is unconfirmed. Whether they were written at the visit or
 * to make it good (補卡註記) makes no other fees of them.
 */
const feesOnCard = (journal: readonly CardJournalEntry[], treatment: TreatmentWrite): FeesOnCard => {
  const now = feesIntent(treatment)
  const same = (['1', '2'] as const).map((afterCheck) => feesIntent({ ...treatment, afterCheck }).contentHash)
  const written = journal.flatMap(({ kind, state, intent }) => {
    const fees = kind === 'write-fees' && state === 'done' ? FeesIntentSchema.safeParse(intent) : null
    return fees?.success === true && fees.data.treatmentDateTime === now.treatmentDateTime ? [fees.data] : []
  })
  const other = written.find((one) =>
    one.contentHash === undefined ? one.points !== now.points : !same.includes(one.contentHash),
  )
  return { isWritten: written.length > 0, otherPoints: other?.points ?? null }
}

/** `CARD_FEES_DIFFER` (details.points: those on the card; details.now) unless the card has no other fees than now, or a person knows it. */
export const fitsFeesOnCard = (
  journal: readonly CardJournalEntry[],
  treatment: TreatmentWrite,
  isKnown: boolean,
): Result<FeesOnCard> => {
  const onCard = feesOnCard(journal, treatment)
  return onCard.otherPoints === null || isKnown
    ? ok(onCard)
    : fail('CARD_FEES_DIFFER', { details: { points: onCard.otherPoints, now: treatment.outpatientFee } })
}
