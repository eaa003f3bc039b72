import { type Expression, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import {
  type EncounterId,
  EncounterIdSchema,
  type PatientId,
  PatientIdSchema,
} from '../../../preload/contract/words.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { isAmong } from '../isAmong.ts'
import type { CardDebtTable } from '../schema.ts'

const StateSchema = z.enum(['open', 'returned', 'forfeited', 'cancelled'])
/** `returned`: the card was brought · `forfeited`: it was not, and the deposit stays · `cancelled`: the visit was, unpaid. */
export type CardDebtState = z.infer<typeof StateSchema>

/** In the words of the partial indexes: the planner would else read every visit there ever was for the few whose card was owed. */
const isOpen = sql<SqlBool>`card_debt.state = 'open'`
const isEnded = sql<SqlBool>`card_debt.state <> 'open'`

/** 欠卡: a visit that began without a card. */
export interface CardDebtRecord {
  readonly encounterId: EncounterId
  readonly patientId: PatientId
  /** Clinic day of the visit. */
  readonly day: string
  /** 押金 NT$ */
  readonly deposit: number
  /** Last day on which the card brings the deposit back. */
  readonly dueOn: string
  readonly state: CardDebtState
  /** 就醫日期時間 and 就醫識別碼 issued without a card when the visit began; null when none could be got. */
  readonly actual: { readonly dateTime: string; readonly treatmentNumber: string } | null
  readonly endedAt: number | null
  /** Given back, NT$. */
  readonly refund: number
  readonly reason: string | null
}

const toRecord = (row: CardDebtTable): CardDebtRecord => ({
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  patientId: PatientIdSchema.parse(row.patient_id),
  day: row.day,
  deposit: row.deposit,
  dueOn: row.due_on,
  state: StateSchema.parse(row.state),
  actual:
    row.actual_date_time === null || row.actual_treatment_number === null
      ? null
      : { dateTime: row.actual_date_time, treatmentNumber: row.actual_treatment_number },
  endedAt: row.ended_at,
  refund: row.refund,
  reason: row.reason,
})

/** Writes down that the card is owed, in the transaction that registers the visit. */
export const insert = async (
  tx: WriteTx,
  debt: Pick<CardDebtRecord, 'encounterId' | 'patientId' | 'day' | 'deposit' | 'dueOn' | 'actual'>,
): Promise<void> => {
  await tx
    .insertInto('card_debt')
    .values({
      encounter_id: debt.encounterId,
      patient_id: debt.patientId,
      day: debt.day,
      deposit: debt.deposit,
      due_on: debt.dueOn,
      state: 'open',
      actual_date_time: debt.actual?.dateTime ?? null,
      actual_treatment_number: debt.actual?.treatmentNumber ?? null,
      ended_at: null,
      refund: 0,
      reason: null,
    })
    .execute()
}

/** Ends a debt that is open; false, and nothing changed, when it is not (another desk was sooner). */
export const end = async (
  tx: WriteTx,
  encounterId: EncounterId,
  how: {
    readonly state: Exclude<CardDebtState, 'open'>
    readonly at: number
    readonly refund: number
    readonly reason: string | null
  },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('card_debt')
    .set({ state: how.state, ended_at: how.at, refund: how.refund, reason: how.reason })
    .where('encounter_id', '=', encounterId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const byEncounter = async (db: ReadDb, encounterId: EncounterId): Promise<CardDebtRecord | null> => {
  const row = await db.selectFrom('card_debt').selectAll().where('encounter_id', '=', encounterId).executeTakeFirst()
  return row === undefined ? null : toRecord(row)
}

/** The debts of several visits, by visit. */
export const byEncounters = async (
  db: ReadDb,
  encounterIds: readonly string[],
): Promise<ReadonlyMap<string, CardDebtRecord>> => {
  if (encounterIds.length === 0) return new Map()
  const rows = await db.selectFrom('card_debt').selectAll().where(isAmong('encounter_id', encounterIds)).execute()
  return new Map(rows.map((row) => [row.encounter_id, toRecord(row)]))
}

/** Debts that are open, the nearest term first, then those ended since a moment, the newest first; cancelled ones are left out. */
export const openOrEndedSince = async (db: ReadDb, since: number): Promise<readonly CardDebtRecord[]> => {
  const [open, ended] = await Promise.all([
    db.selectFrom('card_debt').selectAll().where(isOpen).orderBy('due_on').execute(),
    db
      .selectFrom('card_debt')
      .selectAll()
      .where(isEnded)
      .where('state', 'in', ['returned', 'forfeited'])
      .where('ended_at', '>=', since)
      .orderBy('ended_at', 'desc')
      .execute(),
  ])
  return [...open, ...ended].map(toRecord)
}

/** Deposits in NT$: `taken` and `refunded` between two moments (the first included), `held` of all that are paid and open. */
export const depositsOf = async (
  db: ReadDb,
  from: number,
  to: number,
): Promise<{ readonly taken: number; readonly refunded: number; readonly held: number }> => {
  const paid = (which: Expression<SqlBool>) =>
    db
      .selectFrom('card_debt')
      // Debts first, then the visit of each.
      .crossJoin('encounter')
      .whereRef('encounter.id', '=', 'card_debt.encounter_id')
      .where('encounter.state', '=', 'closed')
      .where(which)
      .select(({ fn }) => fn.sum<number | null>('card_debt.deposit').as('amount'))
  const takenOf = (which: Expression<SqlBool>) =>
    paid(which).where('encounter.closed_at', '>=', from).where('encounter.closed_at', '<', to)
  const [takenOfOpen, takenOfEnded, refunded, held] = await Promise.all([
    takenOf(isOpen).executeTakeFirst(),
    takenOf(isEnded)
      // A deposit is given back, or forfeited, after it was taken.
      .where('card_debt.ended_at', '>=', from)
      // Its card came before anything was paid.
      .where('card_debt.state', '!=', 'cancelled')
      .executeTakeFirst(),
    db
      .selectFrom('card_debt')
      .where(isEnded)
      .where('state', '=', 'returned')
      .where('ended_at', '>=', from)
      .where('ended_at', '<', to)
      .select(({ fn }) => fn.sum<number | null>('refund').as('amount'))
      .executeTakeFirst(),
    paid(isOpen).executeTakeFirst(),
  ])
  return {
    taken: (takenOfOpen?.amount ?? 0) + (takenOfEnded?.amount ?? 0),
    refunded: refunded?.amount ?? 0,
    held: held?.amount ?? 0,
  }
}
