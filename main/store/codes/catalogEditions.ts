import { sql } from 'kysely'
import type { CodeSystemName } from '../../../preload/contract/codes/codeTables.ts'
import type { CodeConcept, CodeSystem } from '../../domain/tables/codeSystem.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { refuse } from '../refuse.ts'
import type { CatalogEditionTable } from './catalogTables.ts'
import { indexedWords, latinWords } from './catalogWords.ts'

/** Each edition has a range of row ids of its own, so that the index of words can be asked for one edition. */
const idsPerEdition = 10_000_000

/** First and last row id of an edition. */
export const idRange = (editionId: number): readonly [number, number] => {
  const first = editionId * idsPerEdition
  return [first, first + idsPerEdition - 1]
}

/** A code as it is looked up: without dot and blanks, in capitals. */
export const plainCode = (code: string): string => code.normalize('NFKC').toUpperCase().replaceAll('.', '').trim()

/** What is known of an edition besides its concepts. */
export interface EditionFacts {
  readonly system: CodeSystemName
  readonly edition: string
  readonly priceBasis: CatalogEditionTable['price_basis']
  /** The day from which rows without dates of their own count; null for starter tables. */
  readonly validFrom: string | null
  readonly sourceFile: string
  /** Epoch ms; null for starter tables. */
  readonly importedAt: number | null
}

/** Rows of one insert; the number of bound values stays far below SQLite's limit of 32,766. */
export const chunkRows = 500

const nameLength = (concept: { readonly displayZh: string; readonly displayEn: string }): number =>
  (concept.displayZh || concept.displayEn).length

/** Everything a concept is found by, besides its code: its names, and of a drug its ingredients and its ATC code. */
export const wordsOf = (concept: Pick<CodeConcept, 'displayZh' | 'displayEn' | 'ingredient' | 'atc'>): string =>
  `${concept.displayZh} ${concept.displayEn} ${concept.ingredient} ${concept.atc}`

/** Concepts in the order of their row ids. Found words come in that order: the shorter a name, the nearer it is to what was typed. */
export const inSearchOrder = (concepts: readonly CodeConcept[]): readonly CodeConcept[] =>
  concepts.toSorted((a, b) => nameLength(a) - nameLength(b) || (a.code < b.code ? -1 : 1))

/** Begins an edition that nobody sees yet; returns its id. */
export const beginEdition = async (tx: WriteTx, facts: EditionFacts): Promise<number> => {
  const { rows } = await sql<{ edition: number; concept: number }>`
    SELECT coalesce((SELECT max(id) FROM catalog_edition), 0) AS edition,
      coalesce((SELECT max(id) FROM catalog_concept), 0) AS concept`.execute(tx)
  const [newest] = rows
  if (newest === undefined) throw new Error('a select without FROM gives one row')
  // Concepts whose edition was lost with a damaged page keep their ids for themselves.
  const id = 1 + Math.max(newest.edition, Math.floor(newest.concept / idsPerEdition))
  const { system, edition } = facts
  await insertRows(tx, 'catalog_edition', [
    {
      id,
      system,
      edition,
      price_basis: facts.priceBasis,
      state: 'building',
      valid_from: facts.validFrom,
      source_file: facts.sourceFile,
      imported_at: facts.importedAt,
      concepts: 0,
    },
  ])
  return id
}

/** Writes up to `chunkRows` concepts of an edition that was begun; `offset` is the number that was written before. */
export const addConcepts = async (
  tx: WriteTx,
  edition: { readonly id: number; readonly system: CodeSystemName },
  concepts: readonly CodeConcept[],
  offset: number,
): Promise<void> => {
  const firstId = idRange(edition.id)[0] + offset
  await insertRows(
    tx,
    'catalog_concept',
    concepts.map((concept, index) => ({
      id: firstId + index,
      edition_id: edition.id,
      system: edition.system,
      code: concept.code,
      code_plain: plainCode(concept.code),
      display_zh: concept.displayZh,
      display_en: concept.displayEn,
      billable: concept.billable ? (1 as const) : (0 as const),
      unit: concept.unit,
      unit_points: concept.unitPoints,
      usual: JSON.stringify(concept.usual),
      valid_from: concept.validFrom,
      valid_to: concept.validTo,
      ingredient: concept.ingredient,
      atc: concept.atc,
    })),
  )
  await insertRows(
    tx,
    'catalog_words',
    concepts.map((concept, index) => ({ rowid: firstId + index, words: indexedWords(wordsOf(concept)) })),
  )
}

/** Adds words to those that can be found from their middle; ones that are there already are no matter. */
export const addTerms = async (tx: WriteTx, terms: readonly string[]): Promise<void> => {
  for (let from = 0; from < terms.length; from += chunkRows) {
    await sql`INSERT OR IGNORE INTO catalog_term SELECT value FROM json_each(${JSON.stringify(terms.slice(from, from + chunkRows))})`.execute(
      tx,
    )
  }
}

/** Every Latin word by which these concepts are found, once. */
export const termsOf = (concepts: readonly CodeConcept[]): readonly string[] => [
  ...new Set(concepts.flatMap((concept) => latinWords(wordsOf(concept)))),
]

/** Puts an edition that is wholly written in the place of the active one, which becomes the previous one; the one before is given up. */
export const activateEdition = async (
  tx: WriteTx,
  edition: { readonly id: number; readonly system: CodeSystemName },
  concepts: number,
): Promise<void> => {
  const ofState = (state: CatalogEditionTable['state'], next: CatalogEditionTable['state']) =>
    tx
      .updateTable('catalog_edition')
      .set({ state: next })
      .where('system', '=', edition.system)
      .where('state', '=', state)
      .execute()
  await ofState('previous', 'discarded')
  await ofState('active', 'previous')
  await tx.updateTable('catalog_edition').set({ state: 'active', concepts }).where('id', '=', edition.id).execute()
}

/** Gives the edition that answers other facts; its codes and the edition before stay. */
export const renameActive = async (tx: WriteTx, facts: EditionFacts): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('catalog_edition')
    .set({
      edition: facts.edition,
      price_basis: facts.priceBasis,
      valid_from: facts.validFrom,
      source_file: facts.sourceFile,
      imported_at: facts.importedAt,
    })
    .where('system', '=', facts.system)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) refuse('NOT_FOUND')
}

/** Lets the previous edition answer again, and keeps the present one as previous. `NOT_FOUND` without one. */
export const restorePrevious = async (tx: WriteTx, system: CodeSystemName): Promise<void> => {
  const editions = await tx
    .selectFrom('catalog_edition')
    .select(['id', 'state'])
    .where('system', '=', system)
    .where('state', 'in', ['active', 'previous'])
    .execute()
  const previous = editions.find(({ state }) => state === 'previous')
  if (previous === undefined) return refuse('NOT_FOUND')
  const set = (id: number, state: CatalogEditionTable['state']) =>
    tx.updateTable('catalog_edition').set({ state }).where('id', '=', id).execute()
  // One system can't have two of a state, not even for a moment.
  await set(previous.id, 'building')
  for (const { id, state } of editions) if (state === 'active') await set(id, 'previous')
  await set(previous.id, 'active')
}

/** Removes up to `chunkRows` concepts of editions that an import left half written, or gave up; false when nothing is left of them. */
export const sweepEditions = async (tx: WriteTx): Promise<boolean> => {
  const left = await tx
    .selectFrom('catalog_edition')
    .select('id')
    .where('state', 'in', ['building', 'discarded'])
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (left === undefined) return false
  await removeConcepts(tx, left.id, chunkRows)
  const [first, last] = idRange(left.id)
  const { rows } = await sql<{
    id: number
  }>`SELECT id FROM catalog_concept WHERE id BETWEEN ${first} AND ${last} LIMIT 1`.execute(tx)
  if (rows.length === 0) await tx.deleteFrom('catalog_edition').where('id', '=', left.id).execute()
  return true
}

const removeConcepts = async (tx: WriteTx, editionId: number, limit: number): Promise<void> => {
  const [first, last] = idRange(editionId)
  const some = sql`SELECT id FROM catalog_concept WHERE id BETWEEN ${first} AND ${last} ORDER BY id LIMIT ${limit}`
  await sql`DELETE FROM catalog_words WHERE rowid IN (${some})`.execute(tx)
  await sql`DELETE FROM catalog_concept WHERE id IN (${some})`.execute(tx)
}

export type Edition = EditionFacts & {
  readonly id: number
  readonly state: 'active' | 'previous'
  readonly concepts: number
}

/** The editions that answer, and those that can take their place again. */
export const editions = async (db: ReadDb): Promise<readonly Edition[]> => {
  const rows = await db.selectFrom('catalog_edition').selectAll().orderBy('system').execute()
  return rows.flatMap((row) =>
    row.state === 'active' || row.state === 'previous'
      ? [
          {
            id: row.id,
            // Written from the same names.
            system: row.system as CodeSystemName,
            edition: row.edition,
            priceBasis: row.price_basis,
            validFrom: row.valid_from,
            sourceFile: row.source_file,
            importedAt: row.imported_at,
            concepts: row.concepts,
            state: row.state,
          },
        ]
      : [],
  )
}

/**
 * Brings a starter edition in, in place of the edition before, at once. False, and nothing done, when that edition is in already.
 */
export const seed = async (
  tx: WriteTx,
  codeSystem: Pick<CodeSystem, 'system' | 'edition' | 'concepts' | 'priceBasis'>,
): Promise<boolean> => {
  const { system, edition, priceBasis } = codeSystem
  const present = await tx
    .selectFrom('catalog_edition')
    .select(['id', 'edition'])
    .where('system', '=', system)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (present?.edition === edition) return false
  const facts = { system, edition, priceBasis, validFrom: null, sourceFile: '', importedAt: null }
  const id = await beginEdition(tx, facts)
  const ordered = inSearchOrder(codeSystem.concepts)
  for (let from = 0; from < ordered.length; from += chunkRows) {
    await addConcepts(tx, { id, system }, ordered.slice(from, from + chunkRows), from)
  }
  await addTerms(tx, termsOf(ordered))
  if (present !== undefined) {
    await removeConcepts(tx, present.id, Number.MAX_SAFE_INTEGER)
    await tx.deleteFrom('catalog_edition').where('id', '=', present.id).execute()
  }
  await tx
    .updateTable('catalog_edition')
    .set({ state: 'active', concepts: ordered.length })
    .where('id', '=', id)
    .execute()
  return true
}
