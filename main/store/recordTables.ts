/** Tables about what stands in the record beside the draft; see schema.ts. */

/** 生命徵象: a value that was measured, in the unit of its kind. */
export interface VitalSignTable {
  encounter_id: string
  kind: string
  value: number
  /** When the blood of a glucose was taken; null for every other kind. */
  meal: string | null
  measured_at: number
  measured_by: string
}
