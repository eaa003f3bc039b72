import { type SqlBool, sql } from 'kysely'
import type { EncounterId, IsoDate, PatientId } from '../../../preload/contract/words.ts'
import { EncounterIdSchema, IsoDateSchema, PatientIdSchema } from '../../../preload/contract/words.ts'
import { type IssuedRefill, lapseOf } from '../../domain/orders/refill.ts'
import type { ReadDb, WriteTx } from '../handles.ts'

/** A 慢性病連續處方箋 as it is kept, with its newest dispensing. */
export interface RefillRecord extends IssuedRefill {
  /** The visit that issued it. */
  readonly prescriptionId: EncounterId
  readonly patientId: PatientId
}

/** A cancellation stands while its visit has that version. */
const isCancelled = sql<SqlBool>`EXISTS (
  SELECT 1 FROM refill_cancellation AS c JOIN encounter AS e ON e.id = c.encounter_id AND e.version = c.version
  WHERE c.encounter_id = refill_prescription.encounter_id)`

const refills = (db: ReadDb) =>
  db
    .selectFrom('refill_prescription')
    .innerJoin('refill_supply', 'refill_supply.prescription_id', 'refill_prescription.encounter_id')
    .where(sql<SqlBool>`NOT ${isCancelled}`)
    .select([
      'refill_prescription.encounter_id as prescription_id',
      'patient_id',
      'issued_on',
      'dispensings',
      'days_each',
      'dispensing',
      'supplied_on',
      'days',
    ])
    .orderBy('dispensing')
    .orderBy('prescription_id')

type RefillRow = Awaited<ReturnType<ReturnType<typeof refills>['execute']>>[number]

/** The rows stand by dispensing, so that the last of each prescription is its newest. */
const newestOf = (rows: readonly RefillRow[]): readonly RefillRecord[] =>
  [...new Map(rows.map((row) => [row.prescription_id, row])).values()].map((row) => ({
    prescriptionId: EncounterIdSchema.parse(row.prescription_id),
    patientId: PatientIdSchema.parse(row.patient_id),
    issuedOn: IsoDateSchema.parse(row.issued_on),
    dispensings: row.dispensings,
    daysEach: row.days_each,
    last: { dispensing: row.dispensing, suppliedOn: IsoDateSchema.parse(row.supplied_on), days: row.days },
  }))

/** The refill prescriptions that have neither lapsed on a day nor been cancelled: of these charts, or of all patients (null). Used-up ones are among them. */
export const unlapsedRefills = async (
  db: ReadDb,
  day: string,
  patientIds: readonly PatientId[] | null,
): Promise<readonly RefillRecord[]> => {
  const unlapsed = refills(db).where('lapses_on', '>=', day)
  const rows = await (patientIds === null ? unlapsed : unlapsed.where('patient_id', 'in', patientIds)).execute()
  return newestOf(rows)
}

/** One refill prescription as it stands without the dispensing of a certain visit; null when there is none, or it was cancelled. */
export const refillWithout = async (
  db: ReadDb,
  prescriptionId: EncounterId,
  visitId: EncounterId,
): Promise<RefillRecord | null> => {
  const rows = await refills(db)
    .where('refill_prescription.encounter_id', '=', prescriptionId)
    .where('refill_supply.encounter_id', '<>', visitId)
    .execute()
  return newestOf(rows)[0] ?? null
}

/** What a closed visit issues or dispenses of a refill prescription. */
export interface RefillDeed {
  readonly encounterId: EncounterId
  readonly patientId: PatientId
  readonly day: IsoDate
  /** Set where the visit issues it; else `prescriptionId` is an earlier visit's. */
  readonly issued: { readonly dispensings: number; readonly daysEach: number } | null
  readonly prescriptionId: EncounterId
  /** Of several that are dispensed at once the first and the last; else both are the one. */
  readonly first: number
  readonly dispensing: number
  readonly days: number
}

/** Whether a visit other than the issuing one has dispensed of a prescription. */
export const isDispensedAgain = async (db: ReadDb, prescriptionId: EncounterId): Promise<boolean> =>
  (await suppliesOf(db, prescriptionId).where('encounter_id', '<>', prescriptionId).limit(1).execute()).length > 0

const suppliesOf = (db: ReadDb, prescriptionId: EncounterId) =>
  db
    .selectFrom('refill_supply')
    .select(['encounter_id', 'dispensing', 'days'])
    .where('prescription_id', '=', prescriptionId)

const daysEachOf = async (db: ReadDb, prescriptionId: EncounterId): Promise<number> => {
  const row = await db
    .selectFrom('refill_prescription')
    .select('days_each')
    .where('encounter_id', '=', prescriptionId)
    .executeTakeFirst()
  return row?.days_each ?? 1
}

/** The first of the dispensings that were supplied at once: of several only the last is kept, with the days of all. */
const firstOf = (last: number, days: number, daysEach: number): number =>
  last + 1 - Math.max(1, Math.round(days / daysEach))

/**
 * Whether a closed visit may do that with refill prescriptions (null: nothing), in place of what it did before. Not when another visit
 * stands on what would change: it has dispensed of the prescription that goes, or one of those very dispensings; nor when the prescription to be
 * dispensed of was cancelled meanwhile.
 */
export const mayKeepRefill = async (
  db: ReadDb,
  encounterId: EncounterId,
  deed: RefillDeed | null,
): Promise<boolean> => {
  const ofOthers = (prescriptionId: EncounterId) =>
    suppliesOf(db, prescriptionId).where('encounter_id', '<>', encounterId).execute()
  // Others have dispensed of it: it may change only where that leaves room for them.
  const leavesRoom = ({ dispensing }: { readonly dispensing: number }): boolean =>
    deed !== null && deed.issued !== null && dispensing > deed.dispensing && dispensing <= deed.issued.dispensings
  if (!(await ofOthers(encounterId)).every(leavesRoom)) return false
  if (deed === null || deed.issued !== null) return true
  const daysEach = await daysEachOf(db, deed.prescriptionId)
  const isTaken = (await ofOthers(deed.prescriptionId)).some(
    ({ dispensing, days }) => firstOf(dispensing, days, daysEach) <= deed.dispensing && deed.first <= dispensing,
  )
  return !isTaken && (await refillWithout(db, deed.prescriptionId, encounterId)) !== null
}

/**
 * Writes down what a closed visit does with refill prescriptions, in place of what it did before; null where it does nothing, or is
 * cancelled. False, and nothing is changed, where it may not (`mayKeepRefill`).
 */
export const keepRefill = async (tx: WriteTx, encounterId: EncounterId, deed: RefillDeed | null): Promise<boolean> => {
  if (!(await mayKeepRefill(tx, encounterId, deed))) return false
  await tx.deleteFrom('refill_supply').where('encounter_id', '=', encounterId).execute()
  if (deed === null || deed.issued === null) {
    await tx.deleteFrom('refill_prescription').where('encounter_id', '=', encounterId).execute()
  }
  if (deed === null) return true
  if (deed.issued !== null) await issue(tx, deed, deed.issued)
  await tx
    .insertInto('refill_supply')
    .values({
      encounter_id: encounterId,
      prescription_id: deed.prescriptionId,
      dispensing: deed.dispensing,
      supplied_on: deed.day,
      days: deed.days,
    })
    .execute()
  return true
}

const issue = async (tx: WriteTx, deed: RefillDeed, issued: NonNullable<RefillDeed['issued']>): Promise<void> => {
  const terms = {
    issued_on: deed.day,
    dispensings: issued.dispensings,
    days_each: issued.daysEach,
    lapses_on: lapseOf({ issuedOn: deed.day, ...issued }),
  }
  await tx
    .insertInto('refill_prescription')
    .values({ encounter_id: deed.encounterId, patient_id: deed.patientId, ...terms })
    .onConflict((conflict) => conflict.column('encounter_id').doUpdateSet(terms))
    .execute()
}
