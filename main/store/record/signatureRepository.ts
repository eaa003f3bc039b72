import { z } from 'zod'
import type { RecordText } from '../../domain/visit/recordText.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { isAmong } from '../isAmong.ts'

const StateSchema = z.enum(['unsigned', 'signed', 'replaced'])

/** A version of a record and its signature (電子病歷簽章). */
export interface RecordSignature {
  readonly encounterId: string
  readonly version: number
  readonly practitionerId: string
  /** When its doctor had written it. */
  readonly writtenAt: number
  /** When it must be signed. */
  readonly dueAt: number
  /** SHA-256 of the text, hex. */
  readonly digest: string
  readonly state: z.infer<typeof StateSchema>
  /** When and by whom (身分證號) it was signed; null while it is not. */
  readonly signed: { readonly at: number; readonly nationalId: string; readonly cardNumber: string } | null
}

/** One signing with the professional card. */
export interface SignatureAct {
  readonly id: string
  readonly at: number
  readonly desk: string
  readonly nationalId: string
  readonly cardNumber: string
  readonly samId: string
  readonly clientRandom: string
  readonly signature: string
}

/** A record that has been written and has to be signed. Of its earlier version see `replaceUnsigned`. */
export const addUnsigned = async (
  tx: WriteTx,
  record: Pick<RecordSignature, 'encounterId' | 'version' | 'practitionerId' | 'writtenAt' | 'dueAt'> & RecordText,
): Promise<void> => {
  await insertRows(tx, 'record_signature', [
    {
      encounter_id: record.encounterId,
      version: record.version,
      practitioner_id: record.practitionerId,
      written_at: record.writtenAt,
      due_at: record.dueAt,
      digest: record.digest,
      text: record.text,
      state: 'unsigned',
      act_id: null,
    },
  ])
}

/** What was to be signed is to be no more: the visit was amended or cancelled. Signed versions stay signed. */
export const replaceUnsigned = async (tx: WriteTx, encounterId: string): Promise<void> => {
  await tx
    .updateTable('record_signature')
    .set({ state: 'replaced' })
    .where('encounter_id', '=', encounterId)
    .where('state', '=', 'unsigned')
    .execute()
}

const records = (db: ReadDb) =>
  db
    .selectFrom('record_signature')
    .leftJoin('signature_act', 'signature_act.id', 'record_signature.act_id')
    .select([
      'encounter_id',
      'version',
      'practitioner_id',
      'written_at',
      'due_at',
      'digest',
      'state',
      'signature_act.at',
      'signature_act.national_id',
      'signature_act.card_number',
    ])

const toRecord = (row: Awaited<ReturnType<ReturnType<typeof records>['execute']>>[number]): RecordSignature => ({
  encounterId: row.encounter_id,
  version: row.version,
  practitionerId: row.practitioner_id,
  writtenAt: row.written_at,
  dueAt: row.due_at,
  digest: row.digest,
  state: StateSchema.parse(row.state),
  signed:
    row.at === null || row.national_id === null || row.card_number === null
      ? null
      : { at: row.at, nationalId: row.national_id, cardNumber: row.card_number },
})

/** The newest version of each of these records. */
export const newestOf = async (
  db: ReadDb,
  encounterIds: readonly string[],
): Promise<ReadonlyMap<string, RecordSignature>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await records(db).where(isAmong('encounter_id', encounterIds)).orderBy('version').execute()
  return new Map(rows.map((row) => [row.encounter_id, toRecord(row)]))
}

/** What is unsigned, the nearest deadline first. */
export const unsigned = async (db: ReadDb, limit: number): Promise<readonly RecordSignature[]> => {
  const rows = await records(db).where('state', '=', 'unsigned').orderBy('due_at').limit(limit).execute()
  return rows.map(toRecord)
}

/** Keeps a signing and the records it stands for; those that are not unsigned any more are left out. Gives those signed. */
export const sign = async (
  tx: WriteTx,
  act: SignatureAct,
  signed: readonly Pick<RecordSignature, 'encounterId' | 'version' | 'digest'>[],
): Promise<readonly Pick<RecordSignature, 'encounterId' | 'version' | 'digest'>[]> => {
  await tx
    .insertInto('signature_act')
    .values({
      id: act.id,
      at: act.at,
      desk: act.desk,
      national_id: act.nationalId,
      card_number: act.cardNumber,
      sam_id: act.samId,
      client_random: act.clientRandom,
      signature: act.signature,
    })
    .execute()
  const taken: (typeof signed)[number][] = []
  for (const record of signed) {
    const { encounterId, version, digest } = record
    const { numUpdatedRows } = await tx
      .updateTable('record_signature')
      .set({ state: 'signed', act_id: act.id })
      .where('encounter_id', '=', encounterId)
      .where('version', '=', version)
      .where('digest', '=', digest)
      .where('state', '=', 'unsigned')
      .executeTakeFirst()
    if (numUpdatedRows === 1n) taken.push(record)
  }
  return taken
}
