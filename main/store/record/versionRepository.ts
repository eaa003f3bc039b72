import { z } from 'zod'
import { PriceSchema } from '../../../preload/contract/money/pricing.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'
import { DraftSchema, PaymentSchema } from '../visit/encounterRecord.ts'
import { VitalRecordSchema } from './vitalSignRepository.ts'

const ContentSchema = z.strictObject({
  draft: DraftSchema,
  price: PriceSchema,
  paid: PaymentSchema.nullable(),
  exceptionCode: z.string().nullable(),
  /** Names of the orders as they were recorded, by line. */
  orderNames: z.array(z.string()),
  /** Versions from before they were kept have none. */
  vitals: z.array(VitalRecordSchema).default([]),
})
/** What a version of a closed visit held. */
export type VersionContent = z.infer<typeof ContentSchema>

const EndedAsSchema = z.enum(['amended', 'cancelled'])

/** A version of a closed visit that another has replaced, or that was cancelled. */
export interface VisitVersion {
  readonly version: number
  readonly endedAs: z.infer<typeof EndedAsSchema>
  readonly endedAt: number
  readonly endedBy: string
  /** Why, in a person's words. */
  readonly reason: string
  /** NT$ that the patient has to pay on top; negative: to get back. */
  readonly difference: number
  readonly content: VersionContent
}

/** Keeps what a visit was until now; to be called in the transaction that changes it. */
export const keepVersion = async (tx: WriteTx, encounterId: EncounterId, version: VisitVersion): Promise<void> => {
  await tx
    .insertInto('visit_version')
    .values({
      encounter_id: encounterId,
      version: version.version,
      ended_as: version.endedAs,
      ended_at: version.endedAt,
      ended_by: version.endedBy,
      reason: version.reason,
      difference: version.difference,
      content: JSON.stringify(version.content),
    })
    .execute()
}

/** The earlier versions of a visit, oldest first. */
export const versionsOf = async (db: ReadDb, encounterId: EncounterId): Promise<readonly VisitVersion[]> => {
  const rows = await db
    .selectFrom('visit_version')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    endedAs: EndedAsSchema.parse(row.ended_as),
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    reason: row.reason,
    difference: row.difference,
    content: fromJson(ContentSchema, row.content),
  }))
}
