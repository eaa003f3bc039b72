import type { Database } from 'better-sqlite3'
import { indexedWords } from '../codes/catalogWords.ts'
import { migrate } from '../migrate.ts'
import { type ConnectionOptions, openConnection, schemaVersion } from '../sqliteConnection.ts'
import { copyTable } from './rescueTable.ts'
import { type StoreFacts, storeFacts } from './storeFacts.ts'

type Opening = Omit<ConnectionOptions, 'readonly'>

/** What nobody else has: visits that have not left the clinic, then all visits, then the people; the rest as it comes. */
const first = [
  'outbox',
  'outbox_payload',
  'encounter',
  'consultation',
  'diagnosis',
  'nhi_order',
  'charge',
  'patient',
  'outbox_attempt',
]

export interface Rescue {
  readonly facts: StoreFacts
  /** Rows that are known to have been there and could not be read. */
  readonly lost: number
}

/** What a favourite is, a person has marked; the rest of the catalogue comes from files. */
const isCatalogue = (table: string): boolean => table.startsWith('catalog_') && table !== 'catalog_favourite'

/** The tables of a store, the most needed first. */
const tablesOf = (db: Database): readonly string[] => {
  const all = db
    .prepare<[], string>(`SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' ORDER BY name`)
    .pluck()
    .all()
    .filter((name) => !name.startsWith('sqlite'))
  return [...first.filter((name) => all.includes(name)), ...all.filter((name) => !first.includes(name))]
}

/**
 * The index of the catalogue's words is made anew. A catalogue with a gap is left out altogether: the next start brings the starter tables in,
 * and official files can be imported again.
 */
const mendCatalogue = (db: Database, isWhole: boolean): void => {
  const put = db.prepare('INSERT INTO catalog_words (rowid, words) VALUES (?, ?)')
  const concepts = db.prepare<[], { id: number; words: string }>(
    `SELECT id, display_zh || ' ' || display_en || ' ' || ingredient || ' ' || atc AS words FROM catalog_concept`,
  )
  db.transaction(() => {
    if (!isWhole) {
      db.exec(`DELETE FROM catalog_edition; DELETE FROM catalog_concept;
        DELETE FROM preference WHERE key = 'catalogSeededBy'`)
    }
    for (const { id, words } of concepts.all()) put.run(id, indexedWords(words))
  })()
}

/** Words by which patients are found are no record either; those of whoever was saved are made anew at the next start. */
const forgetWords = (db: Database): void => {
  if (tablesOf(db).includes('patient_word')) db.exec('DELETE FROM patient_word; UPDATE patient SET words_edition = 0')
}

/** Runs `work` without the triggers, which would refuse an audit trail with a hole in it; they are back afterwards. */
const withoutTriggers = (db: Database, work: () => void): void => {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`)
  work()
  for (const { sql } of triggers) db.exec(sql)
}

/**
 * Saves what can be read of a damaged store into a new one, encrypted with the same key and of the same schema, so that it may take
 * the store's place. Nothing is written to the damaged file. Throws the driver's errors when not even its first page can be read.
 */
export const rescueStore = (
  damaged: Opening,
  target: string,
  onTable: (done: number, of: number) => void = () => undefined,
): Rescue => {
  const source = openConnection({ ...damaged, readonly: true })
  try {
    const rescue = openConnection({ ...damaged, file: target, readonly: false })
    try {
      rescue.pragma('synchronous = FULL')
      migrate(rescue, schemaVersion(source))
      rescue.pragma('foreign_keys = OFF')
      const tables = tablesOf(rescue)
      let lost = 0
      let catalogueIsWhole = true
      withoutTriggers(rescue, () => {
        for (const [index, table] of tables.entries()) {
          onTable(index, tables.length)
          const lostHere = copyTable(source, rescue, table)
          // The catalogue is no record of the clinic's: its tables can be brought in again.
          if (isCatalogue(table)) catalogueIsWhole &&= lostHere === 0
          else if (table !== 'patient_word') lost += lostHere
        }
        if (tables.includes('catalog_words')) mendCatalogue(rescue, catalogueIsWhole)
        forgetWords(rescue)
      })
      return { facts: storeFacts(rescue), lost }
    } finally {
      rescue.close()
    }
  } finally {
    source.close()
  }
}
