import type { Json } from '../columnTypes.ts'

/** Tables of what is ordered again and again; see schema.ts. */

/** A set of orders that is taken as one. */
export interface OrderSetTable {
  id: string
  /** Whose it is; null for the clinic's. */
  practitioner_id: string | null
  name: string
  keyword: string
  orders: Json
  changed_at: number
  deleted_at: number | null
}

/** 慢性病連續處方箋 issued by a closed visit and dispensed here. */
export interface RefillPrescriptionTable {
  encounter_id: string
  patient_id: string
  issued_on: string
  dispensings: number
  days_each: number
  lapses_on: string
}

/** One dispensing of it, by the visit that dispensed. */
export interface RefillSupplyTable {
  encounter_id: string
  prescription_id: string
  dispensing: number
  supplied_on: string
  days: number
}

/** Who dispensed a visit's drugs here. */
export interface DispensingTable {
  encounter_id: string
  role: string
  practitioner_id: string
  practitioner_name: string
  day: string
  number: number
}

export interface RefillCancellationTable {
  encounter_id: string
  version: number
  cancelled_at: number
}
