import type { Json, SqlBoolean } from '../columnTypes.ts'

/** Tables of codes; see schema.ts. */

export interface CatalogEditionTable {
  /** The edition's concepts have ids from this × 10,000,000 on. */
  id: number
  system: string
  edition: string
  price_basis: 'official' | 'demonstration' | 'none'
  /** `active` answers; `previous` can take its place again; the others are being written or cleared away. */
  state: 'active' | 'previous' | 'building' | 'discarded'
  valid_from: string | null
  /** Name of the file it came from, without its folders; empty for starter tables. */
  source_file: string
  imported_at: number | null
  concepts: number
}

/** Latin words of all names, each once. */
export interface CatalogTermTable {
  term: string
}

/** The index of words; it holds no text of its own and can't be asked for it. */
export interface CatalogWordsTable {
  rowid: number
  words: string
}

export interface CatalogFavouriteTable {
  practitioner_id: string
  system: string
  code: string
  code_plain: string
  marked_at: number
}

export interface CatalogConceptTable {
  /** Also the place in the order of search results: within a system, shorter names first. */
  id: number
  edition_id: number
  system: string
  code: string
  /** `code` without its dot, by which it is found. */
  code_plain: string
  display_zh: string
  display_en: string
  billable: SqlBoolean
  unit: string
  unit_points: number | null
  usual: Json
  valid_from: string
  valid_to: string | null
  /** 成分 of a drug as the official list writes it; empty where it isn't told. */
  ingredient: string
  /** ATC code of a drug; empty where it isn't told. */
  atc: string
}

/** The clinic's own words of a drug on medicine bags. */
export interface DrugNoteTable {
  code: string
  indication: string | null
  warning: string | null
  advice: string | null
  changed_at: number
  changed_by: string
}
