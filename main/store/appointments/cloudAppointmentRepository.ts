import type { ReadDb, WriteTx } from '../handles.ts'
import type { CloudAppointmentTable } from './appointmentTables.ts'

/** What the clinic cloud last said of an appointment. */
export interface CloudWord {
  readonly cloudId: string
  /** The cloud's own entry, as JSON text. */
  readonly word: string
  /** The fields that make it unreadable, by name; null where it could be read. */
  readonly fault: string | null
}

export interface KeptCloudWord extends CloudWord {
  readonly pulledAt: number
}

const toRecord = (row: CloudAppointmentTable): KeptCloudWord => ({
  cloudId: row.cloud_id,
  word: row.word,
  fault: row.fault,
  pulledAt: row.pulled_at,
})

const newOnes = (db: ReadDb) => db.selectFrom('cloud_appointment').selectAll().where('taken', '=', 0)

/** Words that the desk has not acted by yet. */
export const untaken = async (db: ReadDb): Promise<readonly KeptCloudWord[]> =>
  (await newOnes(db).where('fault', 'is', null).orderBy('cloud_id').execute()).map(toRecord)

/** Words that cannot be read and that nobody has taken off the list. */
export const unreadable = async (db: ReadDb): Promise<readonly KeptCloudWord[]> =>
  (await newOnes(db).where('fault', 'is not', null).orderBy('cloud_id').execute()).map(toRecord)

/** The cloud's last word about one of its appointments; null where it said none. */
export const wordOf = async (db: ReadDb, cloudId: string): Promise<KeptCloudWord | null> => {
  const row = await db.selectFrom('cloud_appointment').selectAll().where('cloud_id', '=', cloudId).executeTakeFirst()
  return row === undefined ? null : toRecord(row)
}

/** Marks a word as acted by. False when there is none that waits for it. */
export const take = async (tx: WriteTx, cloudId: string): Promise<boolean> => {
  const done = await tx
    .updateTable('cloud_appointment')
    .set({ taken: 1 })
    .where('cloud_id', '=', cloudId)
    .where('taken', '=', 0)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** How far the cloud's appointments were pulled; `pulledAt` is server time. */
export interface CloudPull {
  readonly pulledAt: number | null
  readonly failure: string | null
}

export const pullState = async (db: ReadDb): Promise<CloudPull> => {
  const row = await db.selectFrom('cloud_pull').selectAll().executeTakeFirst()
  return { pulledAt: row?.pulled_at ?? null, failure: row?.failure ?? null }
}

export const keepPull = async (tx: WriteTx, { pulledAt, failure }: CloudPull): Promise<void> => {
  const values = { pulled_at: pulledAt, failure }
  await tx
    .insertInto('cloud_pull')
    .values({ only_one: 1, ...values })
    .onConflict((conflict) => conflict.column('only_one').doUpdateSet(values))
    .execute()
}

/** Keeps what a whole answer said, and how far it reaches. Gives back how many of its words are new. */
export const keepAnswer = async (tx: WriteTx, words: readonly CloudWord[], pulledAt: number): Promise<number> => {
  // Of two words about one appointment in an answer the later one counts.
  const said = [...new Map(words.map((word) => [word.cloudId, word])).values()]
  const news: CloudWord[] = []
  for (const one of said) {
    const known = await tx
      .selectFrom('cloud_appointment')
      .select('word')
      .where('cloud_id', '=', one.cloudId)
      .executeTakeFirst()
    if (known?.word !== one.word) news.push(one)
  }
  for (const { cloudId, word, fault } of news) {
    const values = { word, fault, pulled_at: pulledAt, taken: 0 as const }
    await tx
      .insertInto('cloud_appointment')
      .values({ cloud_id: cloudId, ...values })
      .onConflict((conflict) => conflict.column('cloud_id').doUpdateSet(values))
      .execute()
  }
  await keepPull(tx, { pulledAt, failure: null })
  return news.length
}
