import { sql } from 'kysely'
import { z } from 'zod'
import { type PatientId, PatientIdSchema, type Sex, SexSchema } from '../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from './handles.ts'
import { insertRows } from './insertRows.ts'
import { fromJson } from './jsonColumn.ts'
import { chartNumberDigits, readPatientQuery } from './patientQuery.ts'
import type { PatientTable } from './schema.ts'
import { afterPrefix, foldText, likeLiteral } from './searchText.ts'

/** One patient of the clinic. */
export interface PatientRecord {
  readonly id: PatientId
  readonly nationalId: string
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly birthDate: string
  readonly sex: Sex
  /** 健保卡號 of the card last read; null when none ever was. */
  readonly nhiCardNumber: string | null
  /** 病歷號 */
  readonly chartNumber: string
  readonly allergies: readonly string[]
  readonly note: string
  readonly createdAt: number
  readonly updatedAt: number
  /** `YYYY-MM-DD` */
  readonly lastVisitOn: string | null
}

const AllergiesSchema = z.array(z.string())

const toRecord = (row: PatientTable): PatientRecord => ({
  id: PatientIdSchema.parse(row.id),
  nationalId: row.national_id,
  name: row.name,
  birthDate: row.birth_date,
  sex: SexSchema.parse(row.sex),
  nhiCardNumber: row.nhi_card_number,
  chartNumber: row.chart_number,
  allergies: fromJson(AllergiesSchema, row.allergies),
  note: row.note,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  lastVisitOn: row.last_visit_on,
})

const toRow = (patient: PatientRecord): PatientTable => ({
  id: patient.id,
  national_id: patient.nationalId,
  name: patient.name,
  name_search: foldText(patient.name),
  birth_date: patient.birthDate,
  sex: patient.sex,
  nhi_card_number: patient.nhiCardNumber,
  chart_number: patient.chartNumber,
  allergies: JSON.stringify(patient.allergies),
  note: patient.note,
  created_at: patient.createdAt,
  updated_at: patient.updatedAt,
  last_visit_on: patient.lastVisitOn,
})

const one = (row: PatientTable | undefined): PatientRecord | null => (row === undefined ? null : toRecord(row))

export const findById = async (db: ReadDb, id: PatientId): Promise<PatientRecord | null> =>
  one(await db.selectFrom('patient').selectAll().where('id', '=', id).executeTakeFirst())

export const findByNationalId = async (db: ReadDb, nationalId: string): Promise<PatientRecord | null> =>
  one(await db.selectFrom('patient').selectAll().where('national_id', '=', nationalId).executeTakeFirst())

/** The patients of these ids that exist, by id. */
export const findByIds = async (
  db: ReadDb,
  ids: readonly PatientId[],
): Promise<ReadonlyMap<PatientId, PatientRecord>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('patient')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(toRecord).map((patient) => [patient.id, patient]))
}

/** So many ids are looked at for a prefix that many people have; typing on narrows it. */
const mostIds = 500

const newestWithId = (db: ReadDb, prefix: string) => {
  const nearest = db
    .selectFrom('patient')
    .select(['id', 'last_visit_on'])
    .where('national_id', '>=', prefix)
    .where('national_id', '<', afterPrefix(prefix))
    .orderBy('national_id')
    .limit(mostIds)
  return db.selectFrom(nearest.as('nearest')).select('id').orderBy('last_visit_on', 'desc')
}

/**
 * Patients whose name contains the text, whose chart number or birthday it is, or whose national id begins with it; newest visit
 * first.
 */
export const search = async (db: ReadDb, text: string, limit: number): Promise<readonly PatientRecord[]> => {
  const { namePart, chartNumbers, birthDate, nationalIdPrefix } = readPatientQuery(text)
  // One query for each reading, because each has an index of its own and an OR over them has none.
  const newest = db.selectFrom('patient').select('id').orderBy('last_visit_on', 'desc').limit(limit)
  const found = [
    newest.where('chart_number', 'in', chartNumbers),
    ...(birthDate === null ? [] : [newest.where('birth_date', '=', birthDate)]),
    ...(namePart === null
      ? []
      : [newest.where(sql<boolean>`name_search LIKE ${`%${likeLiteral(namePart)}%`} ESCAPE '\\'`)]),
    ...(nationalIdPrefix === null ? [] : [newestWithId(db, nationalIdPrefix).limit(limit)]),
  ]
  const ids = (await Promise.all(found.map((query) => query.execute()))).flat().map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('patient')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('last_visit_on', 'desc')
    .orderBy('name_search')
    .limit(limit)
    .execute()
  return rows.map(toRecord)
}

export const insert = async (tx: WriteTx, patient: PatientRecord): Promise<void> => {
  await insertRows(tx, 'patient', [toRow(patient)])
}

/** Takes over what a card says of its holder; the clinic's own fields stay. */
export const updateFromCard = async (
  tx: WriteTx,
  id: PatientId,
  card: Pick<PatientRecord, 'name' | 'birthDate' | 'sex' | 'nhiCardNumber'>,
  at: number,
): Promise<void> => {
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
}

/** Remembers the day of the newest visit; an older day changes nothing. */
export const touchLastVisit = async (tx: WriteTx, id: PatientId, day: string): Promise<void> => {
  await tx
    .updateTable('patient')
    .set({ last_visit_on: day })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_visit_on', 'is', null), eb('last_visit_on', '<', day)]))
    .execute()
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
