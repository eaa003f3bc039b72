import type { Json, SqlBoolean } from '../columnTypes.ts'

/** Tables about rosters and appointments; see schema.ts. */

/** 門診表: one line of the weekly pattern. */
export interface RosterPatternTable {
  id: string
  practitioner_id: string
  weekday: number
  session: string
  room_id: string
  from_minute: number
  to_minute: number
  slot_minutes: number
  places: number
  walk_in_places: number
  number_limit: number | null
  valid_from: string
  valid_to: string | null
}

/** What differs from the pattern on some days. */
export interface RosterExceptionTable {
  id: string
  kind: string
  from_day: string
  to_day: string
  practitioner_id: string | null
  session: string | null
  substitute_id: string | null
  plan: Json | null
  reason: string
  made_at: number
}

/** 預約. */
export interface AppointmentTable {
  id: string
  day: string
  session: string
  at_minute: number
  practitioner_id: string | null
  number: number | null
  patient_id: string | null
  national_id: string | null
  name: string
  phone: string
  source: string
  state: string
  note: string
  cancel_reason: string
  encounter_id: string | null
  cloud_id: string | null
  booked_at: number
  booked_by: string
  changed_at: number
  version: number
}

/** What the clinic cloud last said of an appointment. */
export interface CloudAppointmentTable {
  cloud_id: string
  word: Json
  fault: string | null
  pulled_at: number
  taken: SqlBoolean
}

/** How far the cloud's appointments were pulled; one row at most. */
export interface CloudPullTable {
  only_one: 1
  pulled_at: number | null
  failure: string | null
}
