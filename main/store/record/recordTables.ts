import type { Json } from '../columnTypes.ts'

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

/** A text that is written again and again: a whole note, or a snippet. */
export interface RecordTemplateTable {
  id: string
  /** Null: everybody's. */
  practitioner_id: string | null
  kind: string
  name: string
  content: Json
  changed_at: number
  changed_by: string
  deleted_at: number | null
}
