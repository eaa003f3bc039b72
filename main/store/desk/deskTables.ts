import type { Json, SqlBoolean } from '../columnTypes.ts'

/** Tables about a desk's day: route, money, paper, queue; see schema.ts. */

/** 今日路線: whom a day's home visits lead to. */
export interface HomeStopTable {
  day: string
  patient_id: string
  position: number
}

/** The clinic's book of money; rows are only added. */
export interface MoneyEntryTable {
  id: string
  encounter_id: string
  patient_id: string
  kind: string
  /** Null where no money moved. */
  method: string | null
  amount: number
  /** Cash handed over, of which `amount` stayed. */
  tendered: number | null
  words: string | null
  /** What kind of thing was sold; null for every other entry, and where nobody knows. */
  self_pay_kind: string | null
  at: number
  who: string
  desk: string
  shift: number
}

/** A desk's drawer as it was opened for a shift. */
export interface DrawerOpeningTable {
  desk: string
  shift: number
  float: number
  at: number
  who: string
}

/** A desk's drawer as it was counted at the end of a shift. */
export interface DrawerClosingTable {
  desk: string
  shift: number
  expected: number
  counted: number
  counts: Json
  reason: string | null
  at: number
  who: string
}

/** What came to paper or file, or failed to. */
export interface PrintJobTable {
  id: string
  kind: string
  encounter_id: string
  day: string
  at: number
  desk: string
  person: string
  printer: string | null
  paper: string
  copies: number
  state: string
  reprint_of: string | null
  facts: Json
}

/** 候診: what was done about a visit's place among those who wait. */
export interface QueuePlaceTable {
  encounter_id: string
  day: string
  state: string
  is_priority: SqlBoolean
  behind_number: number | null
  called_at: number | null
  times: number
  reason: string
  taken_at: number | null
}

export interface PreferenceTable {
  key: string
  value: string
}

/** Running numbers that the clinic gives out, such as the chart number. */
export interface CounterTable {
  name: string
  value: number
}
