import { type SqlBool, sql } from 'kysely'
import { type Diagnosis, type OrderDraft, OrderKindSchema, type Soap } from '../../../preload/contract/orders/order.ts'
import type { AlertReason } from '../../../preload/contract/orders/orderAlert.ts'
import type { EncounterId, IsoDate, PatientId } from '../../../preload/contract/words.ts'
import { EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { RecordedOrder } from '../../domain/visit/visitRecord.ts'
import type { ReadDb } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import { fromJson } from '../jsonColumn.ts'
import { vitalsOf } from '../record/vitalSignRepository.ts'
import type { NhiOrderTable } from '../schema.ts'
import { DraftSchema, type EncounterRecord, type EncounterSummary, toRecord, toSummary } from './encounterRecord.ts'

/** An earlier visit, as the doctor sees it beside the present one. */
export interface EncounterHistory {
  readonly encounterId: EncounterId
  /** `YYYY-MM-DD` */
  readonly visitedOn: string
  readonly practitionerName: string
  readonly diagnoses: readonly Diagnosis[]
  readonly orders: readonly (OrderDraft & { readonly name: string })[]
  readonly soap: Soap
  readonly state: 'closed' | 'cancelled'
  readonly version: number
  /** 回診日 */
  readonly returnOn: IsoDate | null
  /** Why alerts were overridden. */
  readonly alertReasons: readonly AlertReason[]
}

export const byId = async (db: ReadDb, id: EncounterId): Promise<EncounterRecord | null> => {
  const row = await db
    .selectFrom('encounter')
    .innerJoin('consultation', 'consultation.encounter_id', 'encounter.id')
    .selectAll()
    .where('encounter.id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : toRecord(row, (await vitalsOf(db, [id])).get(id) ?? [])
}

/** The visits of a clinic day, by queue number. */
export const byDay = async (db: ReadDb, day: string): Promise<readonly EncounterSummary[]> => {
  const rows = await db.selectFrom('encounter').selectAll().where('day', '=', day).orderBy('queue_number').execute()
  return rows.map(toSummary)
}

/**
 * The visits of days before this one that are neither closed nor cancelled, by day and queue number. Found by the index of unfinished
 * visits, whose words and column the question has; by the day, all earlier ones would be read.
 */
export const unfinishedBefore = async (db: ReadDb, day: string): Promise<readonly EncounterSummary[]> => {
  const rows = await db
    .selectFrom('encounter')
    .selectAll()
    .where(sql<SqlBool>`state IN ('waiting', 'in-consultation', 'to-pay')`)
    .where('registered_at', '>', 0)
    .where(sql<SqlBool>`+day < ${day}`)
    .execute()
  return rows
    .map(toSummary)
    .toSorted((one, other) => one.day.localeCompare(other.day) || one.queueNumber - other.queueNumber)
}

/** Several visits, by id. */
export const summariesOf = async (
  db: ReadDb,
  ids: readonly EncounterId[],
): Promise<ReadonlyMap<string, EncounterSummary>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('encounter').selectAll().where(isAmong('id', ids)).execute()
  return new Map(rows.map((row) => [row.id, toSummary(row)]))
}

/**
 * The patient's visit which is neither closed nor cancelled, of whatever day; the newest if there are several.
 *
 * @param fromDay none of an earlier day; null: of any
 */
export const openForPatient = async (
  db: ReadDb,
  patientId: PatientId,
  fromDay: string | null,
): Promise<EncounterSummary | null> => {
  const row = await db
    .selectFrom('encounter')
    .selectAll()
    .where('patient_id', '=', patientId)
    .$if(fromDay !== null, (query) => query.where('day', '>=', fromDay ?? ''))
    .where('state', 'in', ['waiting', 'in-consultation', 'to-pay'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toSummary(row)
}

/**
 * What a doctor has seen in a visit's month up to that visit, it included: visits of the items that have an examination, and the days
 * with any. Cancelled visits don't count, nor who was left waiting on an earlier day: nobody has seen them.
 */
export const doctorMonthOf = async (
  db: ReadDb,
  visit: Pick<EncounterSummary, 'practitionerId' | 'day' | 'queueNumber'>,
  treatmentItems: readonly string[],
): Promise<{ readonly visits: number; readonly days: number }> => {
  const rows = await db
    .selectFrom('encounter')
    .select(({ fn }) => ['day', fn.countAll<number>().as('visits')])
    .where('practitioner_id', '=', visit.practitionerId)
    .where('day', '>=', `${visit.day.slice(0, 7)}-01`)
    .where('day', '<=', visit.day)
    // Written out, because a bound word doesn't choose the index that leaves cancelled visits out.
    .where(sql<boolean>`state <> 'cancelled'`)
    .where('treatment_item', 'in', treatmentItems)
    .where(({ eb, or }) => or([eb('day', '<', visit.day), eb('queue_number', '<=', visit.queueNumber)]))
    .groupBy('day')
    .execute()
  const unseen = await leftWaiting(db, visit, treatmentItems)
  const seen = rows.map((row) => row.visits - (unseen.get(row.day) ?? 0)).filter((visits) => visits > 0)
  return { visits: seen.reduce((sum, visits) => sum + visits, 0), days: seen.length }
}

/** How many of a doctor's visits still wait on the days of a month before one, by day; by the index of the few that are open. */
const leftWaiting = async (
  db: ReadDb,
  { practitionerId, day }: Pick<EncounterSummary, 'practitionerId' | 'day'>,
  treatmentItems: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await db
    .selectFrom('encounter')
    .select('day')
    .where(sql<SqlBool>`state IN ('waiting', 'in-consultation', 'to-pay')`)
    .where('registered_at', '>', 0)
    .where(sql<SqlBool>`+day < ${day} AND +day >= ${`${day.slice(0, 7)}-01`}`)
    .where(sql<SqlBool>`state = 'waiting' AND +practitioner_id = ${practitionerId}`)
    .where('treatment_item', 'in', treatmentItems)
    .execute()
  return new Map([...Map.groupBy(rows, (row) => row.day)].map(([of, visits]) => [of, visits.length]))
}

/** Every 就醫日期時間 the NHI has given this patient here, by which a serial on the card is recognised as one of ours. */
export const treatmentDateTimesOf = async (db: ReadDb, patientId: PatientId): Promise<readonly string[]> => {
  const rows = await db
    .selectFrom('encounter')
    .select('treatment_date_time')
    .where('patient_id', '=', patientId)
    .where('treatment_date_time', 'is not', null)
    .execute()
  return rows.flatMap(({ treatment_date_time }) => (treatment_date_time === null ? [] : [treatment_date_time]))
}

const toRecordedOrder = (row: NhiOrderTable): RecordedOrder => ({
  line: row.line,
  kind: OrderKindSchema.parse(row.kind),
  code: row.code,
  name: row.name,
  dose: row.dose,
  unit: row.unit,
  frequency: row.frequency,
  route: row.route,
  days: row.days,
  quantity: row.quantity,
  site: row.site,
  signature: row.signature,
})

/** The orders of a closed visit, by line. */
export const ordersOf = async (db: ReadDb, id: EncounterId): Promise<readonly RecordedOrder[]> => {
  const rows = await db.selectFrom('nhi_order').selectAll().where('encounter_id', '=', id).orderBy('line').execute()
  return rows.map(toRecordedOrder)
}

/** The 處方簽章 that a closed visit has, by order line. */
export const signaturesOf = async (db: ReadDb, id: EncounterId): Promise<ReadonlyMap<number, string>> => {
  const orders = await ordersOf(db, id)
  return new Map(orders.flatMap(({ line, signature }) => (signature === null ? [] : [[line, signature]])))
}

/** What a closed visit cost; see `ChargeTable`. */
export interface ChargeRecord {
  readonly line: number
  readonly kind: string
  readonly orderLine: number | null
  readonly code: string | null
  readonly name: string | null
  readonly quantity: number | null
  readonly unitPoints: number | null
  readonly points: number | null
  readonly amount: number | null
  readonly rule: string
  readonly ruleTitle: string
  readonly ruleFrom: string
}

/** The charges of a closed visit, by line. */
export const chargesOf = async (db: ReadDb, id: EncounterId): Promise<readonly ChargeRecord[]> => {
  const rows = await db.selectFrom('charge').selectAll().where('encounter_id', '=', id).orderBy('line').execute()
  return rows.map((row) => ({
    line: row.line,
    kind: row.kind,
    orderLine: row.order_line,
    code: row.code,
    name: row.name,
    quantity: row.quantity,
    unitPoints: row.unit_points,
    points: row.points,
    amount: row.amount,
    rule: row.rule,
    ruleTitle: row.rule_title,
    ruleFrom: row.rule_from,
  }))
}

/** Day of a chart's newest closed visit; null where there is none. */
export const lastClosedDay = async (db: ReadDb, patientId: PatientId): Promise<string | null> => {
  const row = await db
    .selectFrom('encounter')
    .select('day')
    .where('patient_id', '=', patientId)
    .where('state', '=', 'closed')
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

/** A drug that a closed visit supplied. */
export interface SuppliedDrug {
  readonly visit: string
  /** `YYYY-MM-DD` of the visit. */
  readonly suppliedOn: string
  readonly code: string
  /** As it was called then. */
  readonly name: string
  readonly frequency: string | null
  readonly days: number
}

/** The drugs with days that closed visits of the charts of one person supplied from a day on, without those of one visit. */
export const suppliedSince = async (
  db: ReadDb,
  patientIds: readonly PatientId[],
  { day, closedBefore, except }: { readonly day: string; readonly closedBefore: number; readonly except: EncounterId },
): Promise<readonly SuppliedDrug[]> => {
  const rows = await db
    .selectFrom('encounter')
    .innerJoin('nhi_order', 'nhi_order.encounter_id', 'encounter.id')
    .select([
      'encounter.id',
      'encounter.day',
      'nhi_order.code',
      'nhi_order.name',
      'nhi_order.frequency',
      'nhi_order.days',
    ])
    .where('patient_id', 'in', patientIds)
    .where('encounter.day', '>=', day)
    .where('state', '=', 'closed')
    .where('closed_at', '<', closedBefore)
    .where('encounter.id', '<>', except)
    .where('nhi_order.kind', '=', 'drug')
    .orderBy('encounter.day')
    .orderBy('encounter.id')
    .orderBy('nhi_order.line')
    .execute()
  return rows.flatMap(({ id: visit, day: suppliedOn, code, name, frequency, days }) =>
    days === null ? [] : [{ visit, suppliedOn, code, name, frequency, days }],
  )
}

const pastDraft = (draft: string): Pick<EncounterHistory, 'soap' | 'returnOn' | 'alertReasons'> => {
  const { soap, returnOn = null, alertReasons = [] } = fromJson(DraftSchema, draft)
  return { soap, returnOn, alertReasons }
}

/** Closed visits of the charts of one person before a given one, newest first; those that were cancelled later only when asked for. */
export const historyOf = async (
  db: ReadDb,
  patientIds: readonly PatientId[],
  beforeId: EncounterId,
  limit: number,
  states: readonly EncounterHistory['state'][] = ['closed'],
): Promise<readonly EncounterHistory[]> => {
  // Ids are UUIDv7, so their order is the order of registration.
  const visits = await db
    .selectFrom('encounter')
    .innerJoin('consultation', 'consultation.encounter_id', 'encounter.id')
    .select(['id', 'day', 'practitioner_name', 'draft', 'state', 'version'])
    .where('patient_id', 'in', patientIds)
    .where('state', 'in', states)
    .where('closed_at', 'is not', null)
    .where('id', '<', beforeId)
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  if (visits.length === 0) return []
  const ids = visits.map(({ id }) => id)
  const [diagnoses, orders] = await Promise.all([
    db.selectFrom('diagnosis').selectAll().where('encounter_id', 'in', ids).orderBy('line').execute(),
    db.selectFrom('nhi_order').selectAll().where('encounter_id', 'in', ids).orderBy('line').execute(),
  ])
  return visits.map(({ draft, ...visit }) => ({
    encounterId: EncounterIdSchema.parse(visit.id),
    visitedOn: visit.day,
    practitionerName: visit.practitioner_name,
    diagnoses: diagnoses
      .filter((row) => row.encounter_id === visit.id)
      .map((row) => ({ code: row.code, nameZh: row.name_zh, nameEn: row.name_en })),
    orders: orders
      .filter((row) => row.encounter_id === visit.id)
      .map(toRecordedOrder)
      .map(({ line: _line, unit: _unit, signature: _signature, ...order }) => order),
    ...pastDraft(draft),
    state: visit.state === 'cancelled' ? 'cancelled' : 'closed',
    version: visit.version,
  }))
}
