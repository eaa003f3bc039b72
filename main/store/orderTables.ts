/** Tables of what is ordered again and again; see schema.ts. */

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
