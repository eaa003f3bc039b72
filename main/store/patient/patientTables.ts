import type { Json, SqlBoolean } from '../columnTypes.ts'

/** Tables about people; see schema.ts. */

export interface PatientTable {
  id: string
  national_id: string
  name: string
  /** `name` folded for searching (searchText.ts). */
  name_search: string
  birth_date: string
  sex: string
  nhi_card_number: string | null
  chart_number: string
  allergies: Json
  note: string
  created_at: number
  updated_at: number
  last_visit_on: string | null
  id_kind: string
  /** Whose child a newborn without a number is; null for everybody else. */
  newborn: Json | null
  phone: string
  address: string
  contact: Json
  /** By which the words of `patient_word` point here; null until they are made. */
  search_no: number | null
  /** Of which edition the words are; 0 while they are still to come. */
  words_edition: number
  /** Chronic problems. */
  problems: Json
}

/** A note of a chart; one that has ended is kept. */
export interface PatientNoteTable {
  id: string
  patient_id: string
  severity: string
  text: string
  written_at: number
  written_by: string
  ended_at: number | null
}

/** Who has taken note of one, on which day and where. */
export interface PatientNoteSeenTable {
  note_id: string
  day: string
  place: string
  who: string
  at: number
}

export interface FamilyMemberTable {
  patient_id: string
  family_id: string
  relation: string
  is_head: SqlBoolean
}

/** Two charts that are one person's; `undone_at` null while it stands. */
export interface PatientMergeTable {
  id: string
  kept_id: string
  merged_id: string
  brought: Json
  merged_at: number
  merged_by: string
  undone_at: number | null
}

/** Words by which patients are found; see patientWords.ts. */
export interface PatientWordTable {
  word: string
  search_no: number
  /** yyyyMMdd; 0 for a patient without a visit. */
  last_visit: number
}
