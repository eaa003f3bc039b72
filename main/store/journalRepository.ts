import { type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type EncounterId, EncounterIdSchema, type PatientId, PatientIdSchema } from '../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from './handles.ts'
import type { CardJournalTable } from './schema.ts'

const KindSchema = z.enum(['serial', 'write-fees', 'write-orders', 'rollback'])
/** `serial`: a serial is asked for · `write-fees`, `write-orders`: the card is written · `rollback`: a serial is given back. */
export type CardJournalKind = z.infer<typeof KindSchema>

const StateSchema = z.enum(['open', 'done', 'failed', 'lost'])
/** `lost`: it may have been carried out, and nobody knows yet. `open` after a restart means the same. */
export type CardJournalState = z.infer<typeof StateSchema>

/** One act on the card or at the NHI that can't simply be repeated, written down before it is tried. */
export interface CardJournalEntry {
  /** UUIDv7. */
  readonly id: string
  /** Null while the visit doesn't exist yet. */
  readonly encounterId: EncounterId | null
  readonly patientId: PatientId
  readonly kind: CardJournalKind
  /** What was asked, as plain JSON; parsed by who wrote it. */
  readonly intent: unknown
  readonly at: number
  readonly state: CardJournalState
  readonly finishedAt: number | null
  /** What came back, as plain JSON; null while nothing did. */
  readonly outcome: unknown
}

const toEntry = (row: CardJournalTable): CardJournalEntry => ({
  id: row.id,
  encounterId: row.encounter_id === null ? null : EncounterIdSchema.parse(row.encounter_id),
  patientId: PatientIdSchema.parse(row.patient_id),
  kind: KindSchema.parse(row.kind),
  intent: JSON.parse(row.intent),
  at: row.at,
  state: StateSchema.parse(row.state),
  finishedAt: row.finished_at,
  outcome: row.outcome === null ? null : JSON.parse(row.outcome),
})

/** Writes an intent down, in a transaction that must be committed before the act is tried. */
export const begin = async (
  tx: WriteTx,
  entry: Pick<CardJournalEntry, 'id' | 'encounterId' | 'patientId' | 'kind' | 'intent' | 'at'>,
): Promise<void> => {
  await tx
    .insertInto('card_journal')
    .values({
      id: entry.id,
      encounter_id: entry.encounterId,
      patient_id: entry.patientId,
      kind: entry.kind,
      intent: JSON.stringify(entry.intent ?? null),
      at: entry.at,
      state: 'open',
      finished_at: null,
      outcome: null,
    })
    .execute()
}

/**
 * Writes down what became of an intent; a lost one may be finished again, once its fate is known. `encounterId` joins the entry to
 * the visit that came of it.
 */
export const finish = async (
  tx: WriteTx,
  id: string,
  end: {
    readonly state: Exclude<CardJournalState, 'open'>
    readonly outcome: unknown
    readonly at: number
    readonly encounterId?: EncounterId
  },
): Promise<void> => {
  await tx
    .updateTable('card_journal')
    .set({
      state: end.state,
      finished_at: end.at,
      outcome: JSON.stringify(end.outcome ?? null),
      ...(end.encounterId === undefined ? {} : { encounter_id: end.encounterId }),
    })
    .where('id', '=', id)
    .execute()
}

/** Joins a serial to the visit that was made of it. */
export const claim = async (tx: WriteTx, id: string, encounterId: EncounterId): Promise<void> => {
  await tx.updateTable('card_journal').set({ encounter_id: encounterId }).where('id', '=', id).execute()
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
