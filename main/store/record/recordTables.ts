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

/** 更正: an amendment of a closed visit that was begun, as far as it is typed. */
export interface AmendmentDraftTable {
  encounter_id: string
  content: Json
  saved_at: number
  saved_by: string
}

/** What a desk left half typed at a visit. */
export interface HalfTypedTable {
  encounter_id: string
  desk: string
  fields: Json
  saved_at: number
}
