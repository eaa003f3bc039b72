import { type SqlBool, sql } from 'kysely'
import type { EncounterId, PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb } from '../handles.ts'
import { type CardJournalEntry, toEntry } from './journalEntry.ts'

/** Requests for a serial of this card that are under way or lost, newest first. */
export const standingClaims = async (db: ReadDb, cardNumber: string): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where('card_number', '=', cardNumber)
    // Literals, so that SQLite sees that its partial index holds every such row.
    .where(sql<SqlBool>`kind = 'serial' AND state IN ('open', 'lost')`)
    .orderBy('at', 'desc')
    .execute()
  return rows.map(toEntry)
}

export const byId = async (db: ReadDb, id: string): Promise<CardJournalEntry | null> => {
  const row = await db.selectFrom('card_journal').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toEntry(row)
}

/**
 * Serials asked for a patient that never became a visit, oldest first: the answer was lost, or it was kept and then the program
 * ended. Requests known to have come to nothing are left out.
 */
export const openSerialsOf = async (db: ReadDb, patientId: PatientId): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where('patient_id', '=', patientId)
    // Literals, so that SQLite sees that its partial index holds every such row.
    .where(sql<SqlBool>`kind = 'serial' AND encounter_id IS NULL AND state <> 'failed'`)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}

/** The serial asked for to make a visit good (補卡註記 2), oldest first; requests known to have come to nothing are left out. */
export const makeUpSerialsOf = async (db: ReadDb, encounterId: EncounterId): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    // Literals, so that SQLite sees that its partial index holds every such row.
    .where(sql<SqlBool>`kind = 'serial' AND state <> 'failed' AND json_extract(intent, '$.afterCheck') = '2'`)
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}

/** The serials given to make visits of a patient good, whether or not the visit has them by now. */
export const makeUpSerialsOfPatient = async (
  db: ReadDb,
  patientId: PatientId,
): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where('patient_id', '=', patientId)
    .where(sql<SqlBool>`kind = 'serial' AND state <> 'failed' AND json_extract(intent, '$.afterCheck') = '2'`)
    .where('state', '=', 'done')
    .execute()
  return rows.map(toEntry)
}

/** Serials that were given and never became a visit, of all patients, oldest first. */
export const unclaimedSerials = async (db: ReadDb): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where(sql<SqlBool>`kind = 'serial' AND encounter_id IS NULL AND state <> 'failed'`)
    .where('state', '=', 'done')
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}

/** Entries whose fate is not known, oldest first. */
export const unresolved = async (db: ReadDb): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    // Literals, so that SQLite sees that its partial index holds every such row.
    .where(sql<SqlBool>`state IN ('open', 'lost')`)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}

/** Everything done to the card for one visit, oldest first. */
export const byEncounter = async (db: ReadDb, encounterId: EncounterId): Promise<readonly CardJournalEntry[]> => {
  const rows = await db
    .selectFrom('card_journal')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .orderBy('id')
    .execute()
  return rows.map(toEntry)
}
