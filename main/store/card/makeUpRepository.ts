import { z } from 'zod'
import { type EncounterId, EncounterIdSchema } from '../../../preload/contract/words.ts'
import type { RecordedOrder } from '../../domain/visit/visitRecord.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import type { MakeUpTable } from '../schema.ts'
import { type EncounterSerial, type EncounterSummary, serialColumns, toSummary } from '../visit/encounterRecord.ts'
import { setOrderSignatures } from '../visit/encounterRepository.ts'
import { letGoOfOthers } from './journalRepository.ts'
import { remove as onPlasticCard } from './virtualCardRepository.ts'

const MarkSchema = z.enum(['1', '2', '3', '4'])

/** 補卡: a visit made good with the card. */
export interface MakeUpRecord {
  readonly encounterId: EncounterId
  /** 補卡註記 of its record; 1 where the record sent before stands, because the serial was taken then. */
  readonly mark: z.infer<typeof MarkSchema>
  /** M49 and M52 of its record; null with mark 1. */
  readonly actual: { readonly dateTime: string; readonly treatmentNumber: string } | null
  readonly madeAt: number
}

const toRecord = (row: MakeUpTable): MakeUpRecord => ({
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  mark: MarkSchema.parse(row.mark),
  actual:
    row.actual_date_time === null || row.actual_treatment_number === null
      ? null
      : { dateTime: row.actual_date_time, treatmentNumber: row.actual_treatment_number },
  madeAt: row.made_at,
})

/** What a closed visit has from now on. */
export interface MadeGood extends MakeUpRecord {
  /** The version the visit had until now; the next is its record's. */
  readonly fromVersion: number
  readonly cardNumber: string
  readonly serial: EncounterSerial
  readonly orders: readonly Pick<RecordedOrder, 'line' | 'signature'>[]
}

/** Gives a visit that is still under way its card and serial; false, and nothing written, when it has ended or has them. */
export const putCardIn = async (
  tx: WriteTx,
  came: MakeUpRecord & {
    readonly cardNumber: string
    readonly serial: EncounterSerial
    /** 異常就醫序號 where the serial came without its signature. */
    readonly exceptionCode: string | null
  },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({ ...serialColumns(came.serial), card_number: came.cardNumber, exception_code: came.exceptionCode })
    .where('id', '=', came.encounterId)
    .where('state', 'in', ['waiting', 'in-consultation', 'to-pay'])
    .where('card_number', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await letGoOfOthers(tx, came.encounterId, came.serial.treatmentDateTime)
  await insertMakeUp(tx, came)
  return true
}

const insertMakeUp = async (tx: WriteTx, made: MakeUpRecord): Promise<void> => {
  await tx
    .insertInto('make_up')
    .values({
      encounter_id: made.encounterId,
      mark: made.mark,
      actual_date_time: made.actual?.dateTime ?? null,
      actual_treatment_number: made.actual?.treatmentNumber ?? null,
      made_at: made.madeAt,
    })
    .execute()
}

/** Makes a closed visit good; false, and nothing written, when it is not closed or somebody else was sooner. */
export const makeGood = async (tx: WriteTx, made: MadeGood): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('encounter')
    .set({
      ...serialColumns(made.serial),
      card_number: made.cardNumber,
      card_write: 'written',
      version: made.fromVersion + 1,
    })
    .where('id', '=', made.encounterId)
    .where('state', '=', 'closed')
    .where('version', '=', made.fromVersion)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await letGoOfOthers(tx, made.encounterId, made.serial.treatmentDateTime)
  // A make-up is written to the plastic card, also where the visit was registered by a virtual one.
  await onPlasticCard(tx, made.encounterId)
  await insertMakeUp(tx, made)
  const signed = made.orders.flatMap(({ line, signature }) => (signature === null ? [] : [{ line, signature }]))
  await setOrderSignatures(tx, made.encounterId, signed)
  return true
}

export const byEncounter = async (db: ReadDb, encounterId: EncounterId): Promise<MakeUpRecord | null> =>
  (await byEncounters(db, [encounterId])).get(encounterId) ?? null

/** The make-ups of several visits, by visit. */
export const byEncounters = async (
  db: ReadDb,
  encounterIds: readonly string[],
): Promise<ReadonlyMap<string, MakeUpRecord>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await db.selectFrom('make_up').selectAll().where(isAmong('encounter_id', encounterIds)).execute()
  return new Map(rows.map((row) => [row.encounter_id, toRecord(row)]))
}

/** Closed exception visits (異常就醫) from a clinic day on that had no owed card, newest day first. */
export const exceptionsFrom = async (db: ReadDb, day: string): Promise<readonly EncounterSummary[]> => {
  const rows = await db
    .selectFrom('encounter')
    .selectAll()
    .where('exception_code', 'is not', null)
    .where('state', '=', 'closed')
    .where('day', '>=', day)
    .where('id', 'not in', db.selectFrom('card_debt').select('encounter_id'))
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toSummary)
}

/** Adds an amount of money (NT$; negative: given back) to the charges of a closed visit. */
export const addCharge = async (
  tx: WriteTx,
  encounterId: EncounterId,
  charge: {
    readonly kind: string
    readonly amount: number
    readonly rule: { readonly rule: string; readonly title: string; readonly effectiveFrom: string }
  },
): Promise<void> => {
  const last = await tx
    .selectFrom('charge')
    .select('line')
    .where('encounter_id', '=', encounterId)
    .orderBy('line', 'desc')
    .limit(1)
    .executeTakeFirst()
  await tx
    .insertInto('charge')
    .values({
      encounter_id: encounterId,
      line: (last?.line ?? 0) + 1,
      kind: charge.kind,
      order_line: null,
      code: null,
      name: null,
      quantity: null,
      unit_points: null,
      points: null,
      amount: charge.amount,
      rule: charge.rule.rule,
      rule_title: charge.rule.title,
      rule_from: charge.rule.effectiveFrom,
    })
    .execute()
}

/** Keeps why a visit is an exception; a later word replaces an earlier one. */
export const keepExceptionReason = async (tx: WriteTx, encounterId: EncounterId, reason: string): Promise<void> => {
  await tx
    .insertInto('exception_reason')
    .values({ encounter_id: encounterId, reason })
    .onConflict((conflict) => conflict.column('encounter_id').doUpdateSet({ reason }))
    .execute()
}

export const exceptionReasonOf = async (db: ReadDb, encounterId: EncounterId): Promise<string | null> => {
  const row = await db
    .selectFrom('exception_reason')
    .select('reason')
    .where('encounter_id', '=', encounterId)
    .executeTakeFirst()
  return row?.reason ?? null
}
