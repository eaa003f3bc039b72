import { type Dispenser, DispenserSchema } from '../../../preload/contract/orders/prescription.ts'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** Who dispensed a visit's drugs here, and where that stands in the person's day. */
export interface DispensingRecord {
  readonly encounterId: EncounterId
  readonly role: Dispenser
  readonly practitionerId: string
  readonly practitionerName: string
  /** Clinic day, `YYYY-MM-DD`. */
  readonly day: string
  /** From 1; a person's place of one day is held by one visit. */
  readonly number: number
}

/** Null: nobody dispensed here, or it was before that was written down. */
export const dispensingOf = async (db: ReadDb, encounterId: EncounterId): Promise<DispensingRecord | null> => {
  const row = await db.selectFrom('dispensing').selectAll().where('encounter_id', '=', encounterId).executeTakeFirst()
  if (row === undefined) return null
  return {
    encounterId: EncounterIdSchema.parse(row.encounter_id),
    role: DispenserSchema.parse(row.role),
    practitionerId: row.practitioner_id,
    practitionerName: row.practitioner_name,
    day: row.day,
    number: row.number,
  }
}

/** The place in a person's day that a visit would have: its own, or the first that no other visit holds. */
export const placeFor = async (
  db: ReadDb,
  { encounterId, practitionerId, day }: Pick<DispensingRecord, 'encounterId' | 'practitionerId' | 'day'>,
): Promise<number> => {
  const rows = await db
    .selectFrom('dispensing')
    .select(['encounter_id', 'number'])
    .where('practitioner_id', '=', practitionerId)
    .where('day', '=', day)
    .orderBy('number')
    .execute()
  const own = rows.find(({ encounter_id }) => encounter_id === encounterId)
  if (own !== undefined) return own.number
  const gap = rows.findIndex(({ number }, index) => number !== index + 1)
  return (gap === -1 ? rows.length : gap) + 1
}

/** Writes down who dispenses in place of who did; null where nobody does any more. The place must be free, see `placeFor`. */
export const keepDispensing = async (
  tx: WriteTx,
  encounterId: EncounterId,
  dispensing: DispensingRecord | null,
): Promise<void> => {
  await tx.deleteFrom('dispensing').where('encounter_id', '=', encounterId).execute()
  if (dispensing === null) return
  const { role, practitionerId, practitionerName, day, number } = dispensing
  await tx
    .insertInto('dispensing')
    .values({
      encounter_id: encounterId,
      role,
      practitioner_id: practitionerId,
      practitioner_name: practitionerName,
      day,
      number,
    })
    .execute()
}
