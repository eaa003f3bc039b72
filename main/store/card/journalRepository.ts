import { type SqlBool, sql } from 'kysely'
import type { EncounterId } from '../../../preload/contract/words.ts'
import type { WriteTx } from '../handles.ts'
import type { CardJournalEntry, CardJournalState } from './journalEntry.ts'

/**
 * Writes an intent down, in a transaction that must be committed before the act is tried. A second claim on a card and day fails:
 * look for a standing one (`standingClaims`) in the same transaction.
 */
export const begin = async (
  tx: WriteTx,
  entry: Pick<CardJournalEntry, 'id' | 'encounterId' | 'patientId' | 'kind' | 'intent' | 'at' | 'desk' | 'claim'>,
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
      desk: entry.desk,
      card_number: entry.claim?.cardNumber ?? null,
      treatment_item: entry.claim?.treatmentItem ?? null,
      day: entry.claim?.day ?? null,
    })
    .execute()
}

/** Writes down a serial that came after its intent had been given up and ended otherwise, as one more that was given. */
export const keepLate = async (
  tx: WriteTx,
  entry: CardJournalEntry,
  end: { readonly outcome: unknown; readonly at: number },
): Promise<void> => {
  // The claim comes with the end: an open one would stand in the way of another desk's.
  await begin(tx, { ...entry, claim: null })
  await tx
    .updateTable('card_journal')
    .set({
      state: 'done',
      finished_at: end.at,
      outcome: JSON.stringify(end.outcome),
      card_number: entry.claim?.cardNumber ?? null,
      treatment_item: entry.claim?.treatmentItem ?? null,
      day: entry.claim?.day ?? null,
    })
    .where('id', '=', entry.id)
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

/**
 * Writes down what was found out about an act whose fate was not known; false, and nothing changed, when somebody else has settled
 * it meanwhile.
 */
export const settle = async (
  tx: WriteTx,
  id: string,
  end: { readonly state: 'done' | 'failed' | 'lost'; readonly outcome: unknown; readonly at: number },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('card_journal')
    .set({ state: end.state, finished_at: end.at, outcome: JSON.stringify(end.outcome ?? null) })
    .where('id', '=', id)
    .where('state', 'in', ['open', 'lost'])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Writes down the answer to one's own call. That it was carried out is known best by who was told so, whatever was found out meanwhile;
 * a refusal or a lost answer says less than what another desk has found on the card. False, and nothing changed, when its end stands.
 */
export const keepAnswer = async (
  tx: WriteTx,
  id: string,
  end: { readonly state: 'done' | 'failed' | 'lost'; readonly outcome: unknown; readonly at: number },
): Promise<boolean> => {
  if (end.state !== 'done') return settle(tx, id, end)
  const { numUpdatedRows } = await tx
    .updateTable('card_journal')
    .set({ state: end.state, finished_at: end.at, outcome: JSON.stringify(end.outcome ?? null) })
    .where('id', '=', id)
    .where('state', '<>', 'done')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Gives up waiting for an act that is under way: its fate is not known. */
export const markLost = async (tx: WriteTx, id: string): Promise<void> => {
  await tx.updateTable('card_journal').set({ state: 'lost' }).where('id', '=', id).where('state', '=', 'open').execute()
}

/**
 * What this desk left under way when its program ended is lost, and so is what a visit's card was being written with. To be called
 * once, when the desk is opened.
 */
export const markInterrupted = async (tx: WriteTx, desk: string): Promise<void> => {
  const interrupted = tx
    .selectFrom('card_journal')
    .select('encounter_id')
    .where(sql<SqlBool>`state = 'open'`)
    .where('kind', 'in', ['write-fees', 'write-orders'])
    .where((where) => where.or([where('desk', '=', desk), where('desk', 'is', null)]))
  await tx
    .updateTable('encounter')
    .set({ card_write: 'unconfirmed' })
    .where('id', 'in', interrupted)
    .where('state', '=', 'to-pay')
    .where('card_write', '=', 'none')
    .execute()
  await tx
    .updateTable('card_journal')
    .set({ state: 'lost' })
    .where(sql<SqlBool>`state = 'open'`)
    .where((where) => where.or([where('desk', '=', desk), where('desk', 'is', null)]))
    .execute()
}

/** Joins a serial to the visit that was made of it; false, and nothing changed, when another visit has it. */
export const claim = async (tx: WriteTx, id: string, encounterId: EncounterId): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('card_journal')
    .set({ encounter_id: encounterId })
    .where('id', '=', id)
    .where('encounter_id', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * Lets go of serials that were given to make a visit good which has been made good with another one: from now on they are serials
 * without a visit, on the list of what a person has to use or give back.
 */
export const letGoOfOthers = async (
  tx: WriteTx,
  encounterId: EncounterId,
  treatmentDateTime: string | null,
): Promise<void> => {
  await tx
    .updateTable('card_journal')
    .set({ encounter_id: null })
    .where('encounter_id', '=', encounterId)
    .where(sql<SqlBool>`kind = 'serial' AND state <> 'failed' AND json_extract(intent, '$.afterCheck') = '2'`)
    .where('state', '=', 'done')
    .where(sql<SqlBool>`json_extract(outcome, '$.treatmentDateTime') <> ${treatmentDateTime}`)
    .execute()
}
