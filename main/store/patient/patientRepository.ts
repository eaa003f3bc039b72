import { CompiledQuery, sql } from 'kysely'
import { type PatientId, PatientIdSchema } from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { isAmong } from '../isAmong.ts'
import { chartNumberDigits } from './patientQuery.ts'
import { type PatientForms, type PatientRecord, toRecord, toRow } from './patientRecord.ts'
import type { PatientTable } from './patientTables.ts'
import { addWords, changeWords, nextPlace } from './patientWords.ts'
import { foldText } from './searchText.ts'

export type { PatientRecord } from './patientRecord.ts'

const one = (row: PatientTable | undefined): PatientRecord | null => (row === undefined ? null : toRecord(row))

export const findById = async (db: ReadDb, id: PatientId): Promise<PatientRecord | null> =>
  one(await db.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirst())

export const findByNationalId = async (db: ReadDb, nationalId: string): Promise<PatientRecord | null> =>
  one(await db.selectFrom('patient').selectAll().where('national_id', '=', nationalId).executeTakeFirst())

/** The charts of these numbers, by number; those that have none are left out. */
export const idsByNationalIds = async (
  db: ReadDb,
  nationalIds: readonly string[],
): Promise<ReadonlyMap<string, PatientId>> => {
  if (nationalIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('patient')
    .select(['national_id', 'id'])
    .where(isAmong('national_id', nationalIds))
    .execute()
  return new Map(rows.map((row) => [row.national_id, PatientIdSchema.parse(row.id)]))
}

/** The patients of these ids that exist, by id. */
export const findByIds = async (
  db: ReadDb,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, PatientRecord>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('patient').selectAll().where(isAmong('id', ids)).execute()
  return new Map(rows.map(toRecord).map((patient) => [patient.id, patient]))
}

/** The patients born on that day whose name, however it was typed, is the same. */
export const findByPerson = async (db: ReadDb, name: string, birthDate: string): Promise<readonly PatientRecord[]> => {
  const rows = await db
    .selectFrom('patient')
    .selectAll()
    .where('birth_date', '=', birthDate)
    .where('name_search', '=', foldText(name))
    .limit(10)
    .execute()
  return rows.map(toRecord)
}

export const insert = async (tx: WriteTx, patient: PatientRecord): Promise<void> => {
  const place = await nextPlace(tx)
  await insertRows(tx, 'patient', [{ ...toRow(patient), ...place }])
  await addWords(tx, place.search_no, patient)
}

/** Takes over what a card says of its holder; the clinic's own fields stay. */
export const updateFromCard = async (
  tx: WriteTx,
  id: PatientId,
  card: Pick<PatientRecord, 'name' | 'birthDate' | 'sex' | 'nhiCardNumber'>,
  at: number,
): Promise<void> => {
  const before = await findById(tx, id)
  await tx
    .updateTable('patient')
    .set({
      name: card.name,
      name_search: foldText(card.name),
      birth_date: card.birthDate,
      sex: card.sex,
      nhi_card_number: card.nhiCardNumber,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute()
  if (before !== null) await changeWords(tx, before, { ...before, ...card })
}

/** Writes down what the desk's form says; false when somebody has changed the row since `version` (its `updatedAt`). */
export const updateForm = async (
  tx: WriteTx,
  id: PatientId,
  version: number,
  form: PatientForms,
  at: number,
): Promise<boolean> => {
  const known = await findById(tx, id)
  if (known === null || known.updatedAt !== version) return false
  // A card that was read gave its own number; the number of somebody else's identity doesn't keep it.
  const nhiCardNumber = known.nationalId === form.nationalId ? known.nhiCardNumber : null
  // Two changes within a millisecond are two versions.
  const updatedAt = Math.max(at, version + 1)
  const after = { ...known, ...form, nhiCardNumber, updatedAt }
  const { id: _, ...row } = toRow(after)
  await tx.updateTable('patient').set(row).where('id', '=', id).execute()
  await changeWords(tx, known, after)
  return true
}

/** Writes down allergies and chronic problems. */
export const setProblems = async (
  tx: WriteTx,
  id: PatientId,
  { allergies, problems }: Pick<PatientRecord, 'allergies' | 'problems'>,
): Promise<void> => {
  await tx
    .updateTable('patient')
    .set({ allergies: JSON.stringify(allergies), problems: JSON.stringify(problems) })
    .where('id', '=', id)
    .execute()
}

/** Takes over telephone and address; a new number is found by its last digits. */
export const setContact = async (
  tx: WriteTx,
  patient: PatientRecord,
  shared: Pick<PatientRecord, 'phone' | 'address'>,
): Promise<void> => {
  await tx.updateTable('patient').set(shared).where('id', '=', patient.id).execute()
  await changeWords(tx, patient, { ...patient, ...shared })
}

/** As text, as it is asked at every close. */
const lastVisitOf = 'SELECT last_visit_on FROM patient WHERE id = ?'

/** Remembers the day of the newest visit; an older day changes nothing. */
export const touchLastVisit = async (tx: WriteTx, id: PatientId, day: string): Promise<void> => {
  // Most visits change nothing, and are not worth reading the whole row for.
  const query = CompiledQuery.raw(lastVisitOf, [id])
  const [row] = (await tx.getExecutor().executeQuery<{ last_visit_on: string | null }>(query)).rows
  if (row === undefined || (row.last_visit_on !== null && row.last_visit_on >= day)) return
  await setLastVisit(tx, id, day)
}

const setLastVisit = async (tx: WriteTx, id: PatientId, day: string | null): Promise<void> => {
  const before = await findById(tx, id)
  if (before === null) return
  await tx.updateTable('patient').set({ last_visit_on: day }).where('id', '=', id).execute()
  await changeWords(tx, before, { ...before, lastVisitOn: day })
}

/** Forgets the day of a visit that was cancelled: the newest is another one now, or none (null). */
export const forgetLastVisit = async (
  tx: WriteTx,
  id: PatientId,
  { cancelled, newest }: { readonly cancelled: string; readonly newest: string | null },
): Promise<void> => {
  const { last_visit_on } = await tx
    .selectFrom('patient')
    .select('last_visit_on')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (last_visit_on === cancelled && newest !== cancelled) await setLastVisit(tx, id, newest)
}

const chartNumberCounter = 'chart-number'

/** The next chart number (病歷號) of the clinic, seven digits; numbers already taken by imported charts are passed over. */
export const nextChartNumber = async (tx: WriteTx): Promise<string> => {
  for (;;) {
    const { value } = await tx
      .insertInto('counter')
      .values({ name: chartNumberCounter, value: 1 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql`counter.value + 1` }))
      .returning('value')
      .executeTakeFirstOrThrow()
    const chartNumber = String(value).padStart(chartNumberDigits, '0')
    const taken = await tx.selectFrom('patient').select('id').where('chart_number', '=', chartNumber).executeTakeFirst()
    if (taken === undefined) return chartNumber
  }
}
