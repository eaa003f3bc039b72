import type { ReadDb } from '../../store/handles.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import type { EncounterRecord } from '../../store/visit/encounterRecord.ts'

/** What a closing stands on: where the visit is, what the doctor wrote, what was measured, and what it costs. */
const standing = ({ state, draft, vitals, price }: EncounterRecord): string =>
  JSON.stringify([state, draft, vitals, price])

/**
 * Whether a visit is still what was read: no other desk has given it back to the doctor, changed or priced it meanwhile. To be asked
 * in the transaction that relies on it.
 */
export const isUnchanged = async (db: ReadDb, read: EncounterRecord): Promise<boolean> => {
  const now = await byId(db, read.id)
  return now !== null && standing(now) === standing(read)
}
