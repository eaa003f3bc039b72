import { sql } from 'kysely'
import { type SelfPayKind, SelfPayKindSchema } from '../../../preload/contract/desk/settings.ts'
import {
  type MoneyKind,
  MoneyKindSchema,
  type PaymentMethod,
  PaymentMethodSchema,
} from '../../../preload/contract/money/money.ts'
import {
  type EncounterId,
  EncounterIdSchema,
  type PatientId,
  PatientIdSchema,
} from '../../../preload/contract/words.ts'
import type { MoneyEntryTable } from '../desk/deskTables.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'

/** One entry of the clinic's book of money; see `MoneyKindSchema`. */
export interface MoneyRecord {
  readonly id: string
  readonly encounterId: EncounterId
  readonly patientId: PatientId
  readonly kind: MoneyKind
  readonly method: PaymentMethod | null
  readonly amount: number
  readonly tendered: number | null
  readonly words: string | null
  readonly selfPayKind: SelfPayKind | null
  readonly at: number
  readonly who: string
  readonly desk: string
  readonly shift: number
}

const toRecord = (row: MoneyEntryTable): MoneyRecord => ({
  id: row.id,
  encounterId: EncounterIdSchema.parse(row.encounter_id),
  patientId: PatientIdSchema.parse(row.patient_id),
  kind: MoneyKindSchema.parse(row.kind),
  method: PaymentMethodSchema.nullable().parse(row.method),
  amount: row.amount,
  tendered: row.tendered,
  words: row.words,
  selfPayKind: SelfPayKindSchema.nullable().parse(row.self_pay_kind),
  at: row.at,
  who: row.who,
  desk: row.desk,
  shift: row.shift,
})

/** Adds entries to the book, in the transaction of the deed. */
export const append = async (tx: WriteTx, entries: readonly MoneyRecord[]): Promise<void> => {
  await insertRows(
    tx,
    'money_entry',
    entries.map(({ encounterId, patientId, selfPayKind, ...entry }) => ({
      ...entry,
      self_pay_kind: selfPayKind,
      encounter_id: encounterId,
      patient_id: patientId,
    })),
  )
}

/** The entries of a visit, in the order they came. */
export const byEncounter = async (db: ReadDb, encounterId: EncounterId): Promise<readonly MoneyRecord[]> => {
  const rows = await db
    .selectFrom('money_entry')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(toRecord)
}

export interface OpenDebt {
  readonly encounterId: EncounterId
  readonly patientId: PatientId
  readonly owed: number
}

/** Visits that were not cancelled, of which something is still owed: of all the charts of a person, or of everybody (null). Whose a visit is, the visit says. */
export const openDebts = async (db: ReadDb, charts: readonly PatientId[] | null): Promise<readonly OpenDebt[]> => {
  const rows = await db
    .selectFrom('money_entry')
    .innerJoin('encounter', 'encounter.id', 'money_entry.encounter_id')
    .select(({ fn }) => [
      'encounter.patient_id',
      'money_entry.encounter_id',
      'money_entry.kind',
      fn.sum<number>('money_entry.amount').as('amount'),
    ])
    // Written out, because bound words don't choose the index that holds only these.
    .where(sql<boolean>`money_entry.kind IN ('owed', 'settlement', 'owed-less')`)
    .where('encounter.state', '<>', 'cancelled')
    .$if(charts !== null, (query) => query.where('encounter.patient_id', 'in', charts ?? []))
    .groupBy(['encounter.patient_id', 'money_entry.encounter_id', 'money_entry.kind'])
    .execute()
  return [...Map.groupBy(rows, (row) => row.encounter_id).values()].flatMap((ofVisit) => {
    const [first] = ofVisit
    const owed = ofVisit.reduce((sum, { kind, amount }) => (kind === 'owed' ? sum + amount : sum - amount), 0)
    if (first === undefined || owed === 0) return []
    return [
      {
        encounterId: EncounterIdSchema.parse(first.encounter_id),
        patientId: PatientIdSchema.parse(first.patient_id),
        owed,
      },
    ]
  })
}

export interface ShiftSum {
  readonly kind: MoneyKind
  readonly method: PaymentMethod | null
  readonly count: number
  readonly amount: number
}

/** What moved in a shift of a desk, by kind and way of payment. */
export const sumsOfShift = async (db: ReadDb, desk: string, shift: number): Promise<readonly ShiftSum[]> => {
  const rows = await db
    .selectFrom('money_entry')
    .select(({ fn }) => ['kind', 'method', fn.countAll<number>().as('count'), fn.sum<number>('amount').as('amount')])
    .where('desk', '=', desk)
    .where('shift', '=', shift)
    .groupBy(['kind', 'method'])
    .execute()
  return rows.map(({ kind, method, count, amount }) => ({
    kind: MoneyKindSchema.parse(kind),
    method: PaymentMethodSchema.nullable().parse(method),
    count,
    amount,
  }))
}

export interface ShiftSale {
  /** Null: of no known kind. */
  readonly kind: SelfPayKind | null
  readonly count: number
  readonly amount: number
}

/** What was sold in a shift of a desk, by kind. */
export const salesOfShift = async (db: ReadDb, desk: string, shift: number): Promise<readonly ShiftSale[]> => {
  const rows = await db
    .selectFrom('money_entry')
    .select(({ fn }) => ['self_pay_kind', fn.countAll<number>().as('count'), fn.sum<number>('amount').as('amount')])
    .where('desk', '=', desk)
    .where('shift', '=', shift)
    .where('kind', '=', 'self-pay')
    .groupBy('self_pay_kind')
    .execute()
  return rows.map(({ self_pay_kind, count, amount }) => ({
    kind: SelfPayKindSchema.nullable().parse(self_pay_kind),
    count,
    amount,
  }))
}
