import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import { type CodeSystemName, CodeSystemNameSchema } from '../../../preload/contract/codes/codeTables.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { type CodeConcept, noUsual } from '../../domain/tables/codeSystem.ts'
import { isInForce } from '../../domain/tables/effectiveDate.ts'
import type { ReadDb } from '../handles.ts'
import { fromJson } from '../jsonColumn.ts'
import { afterPrefix } from '../patient/searchText.ts'
import { idRange, plainCode, wordsOf } from './catalogEditions.ts'
import { favouritesOf } from './catalogFavourites.ts'
import type { CatalogConceptTable } from './catalogTables.ts'
import { holdsParts, infixParts, typedParts, wordsQuery } from './catalogWords.ts'

export type CatalogSystem = CodeSystemName

/** One code of the catalog, with the system it belongs to. */
export type CatalogConcept = Omit<CodeConcept, 'validFrom' | 'validTo'> & {
  readonly system: CodeSystemName
  readonly validFrom: string
  readonly validTo: string | null
}

const UsualSchema = z.strictObject({
  dose: z.number().nullable(),
  frequency: z.string().nullable(),
  route: z.string().nullable(),
  days: z.number().nullable(),
  /** Rows of earlier editions don't tell it. */
  quantity: z.number().nullable().default(null),
})

/** What most rows hold, so that nothing has to be read. */
const noUsualText = JSON.stringify(noUsual)

const toConcept = (row: CatalogConceptTable): CatalogConcept => ({
  system: CodeSystemNameSchema.parse(row.system),
  code: row.code,
  displayZh: row.display_zh,
  displayEn: row.display_en,
  billable: row.billable === 1,
  unit: row.unit,
  unitPoints: row.unit_points,
  ingredient: row.ingredient,
  atc: row.atc,
  usual: row.usual === noUsualText ? noUsual : fromJson(UsualSchema, row.usual),
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

const inForceOn = (day: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`valid_from <= ${day} AND (valid_to IS NULL OR valid_to >= ${day})`

export interface CatalogSearch {
  readonly systems: readonly CodeSystemName[]
  readonly text: string
  /** Only concepts in force on this day, `YYYY-MM-DD`. */
  readonly day: string
  readonly limit: number
  /** Whose favourites come first; nobody's when it is left out. */
  readonly practitionerId?: string
}

/** A concept as a search found it. */
export type FoundConcept = CatalogConcept & {
  /** The practitioner who asked has marked it. */
  readonly favourite: boolean
}

/** The editions that answer, by system. */
const activeEditions = async (db: ReadDb, systems: readonly CodeSystemName[]): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('catalog_edition')
    .select('id')
    .where('system', 'in', systems)
    .where('state', '=', sql<'active'>`'active'`)
    .execute()
  return rows.map(({ id }) => id)
}

const byCodePrefix = async (
  db: ReadDb,
  editionId: number,
  { text, day, limit }: CatalogSearch,
): Promise<readonly CatalogConceptTable[]> => {
  const prefix = plainCode(text)
  if (!/^[0-9A-Z+]+$/.test(prefix)) return []
  return db
    .selectFrom('catalog_concept')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('code_plain', '>=', prefix)
    .where('code_plain', '<', afterPrefix(prefix))
    .where(inForceOn(day))
    .orderBy('code_plain')
    .limit(limit)
    .execute()
}

const byWords = async (
  db: ReadDb,
  editionId: number,
  question: string,
  { day, limit }: CatalogSearch,
): Promise<readonly CatalogConceptTable[]> => {
  const [first, last] = idRange(editionId)
  const { rows } = await sql<CatalogConceptTable>`
    SELECT catalog_concept.* FROM catalog_words
    JOIN catalog_concept ON catalog_concept.id = catalog_words.rowid
    WHERE catalog_words MATCH ${question} AND catalog_words.rowid BETWEEN ${first} AND ${last} AND ${inForceOn(day)}
    ORDER BY catalog_words.rowid LIMIT ${limit}`.execute(db)
  return rows
}

/** A part that stands in more words than these says too little to be sought in the middle of words. */
const mostWords = 200

/** The words that hold a typed part in their middle, by part; empty when there are none. */
const wordsWithParts = async (
  db: ReadDb,
  parts: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, readonly string[]>()
  for (const part of infixParts(parts)) {
    const { rows } = await sql<{ term: string }>`
      SELECT term FROM catalog_term WHERE instr(term, ${part}) > 1 LIMIT ${mostWords}`.execute(db)
    if (rows.length > 0)
      found.set(
        part,
        rows.map(({ term }) => term),
      )
  }
  return found
}

const nameLength = (row: CatalogConceptTable): number => (row.display_zh || row.display_en).length

const shorterFirst = (rows: readonly CatalogConceptTable[]): readonly CatalogConceptTable[] =>
  rows.toSorted((a, b) => nameLength(a) - nameLength(b))

/** The favourites that the text fits, anywhere in their names; all of them for an empty text. */
const fittingFavourites = async (db: ReadDb, query: CatalogSearch): Promise<readonly CatalogConcept[]> => {
  if (query.practitionerId === undefined) return []
  const marked = await favouritesOf(db, query.practitionerId, query.systems)
  const known = await byCodes(
    db,
    query.systems,
    marked.map(({ code }) => code),
    query.day,
  )
  const prefix = plainCode(query.text)
  const parts = typedParts(query.text)
  return marked.flatMap(({ code, code_plain }) => {
    const concept = known.get(code)
    if (concept === undefined) return []
    const fits =
      query.text.trim() === '' ||
      (prefix !== '' && code_plain.startsWith(prefix)) ||
      (parts.length > 0 && holdsParts(wordsOf(concept), parts))
    return fits ? [concept] : []
  })
}

/**
 * Concepts of these systems by code (with or without its dot) or by words of their names, ingredients and ATC codes: favourites first,
 * then the exact code, codes that begin with the text, names with a word that begins so, shorter ones first, and names that hold it in a word's middle.
 * An empty text finds the favourites alone.
 */
export const search = async (db: ReadDb, query: CatalogSearch): Promise<readonly FoundConcept[]> => {
  const favourites = await fittingFavourites(db, query)
  const found = new Map(
    favourites.map((concept) => [`${concept.system} ${concept.code}`, { ...concept, favourite: true }]),
  )
  const add = (rows: readonly CatalogConceptTable[]): void => {
    for (const row of rows) {
      const key = `${row.system} ${row.code}`
      if (!found.has(key)) found.set(key, { ...toConcept(row), favourite: false })
    }
  }
  const answer = (): readonly FoundConcept[] => [...found.values()].slice(0, query.limit)
  if (query.text.trim() === '') return answer()

  const ids = await activeEditions(db, query.systems)
  const prefix = plainCode(query.text)
  const coded = (await Promise.all(ids.map((id) => byCodePrefix(db, id, query)))).flat()
  add(coded.toSorted((a, b) => Number(b.code_plain === prefix) - Number(a.code_plain === prefix)))
  const question = wordsQuery(query.text)
  if (question === null) return answer()
  add(shorterFirst((await Promise.all(ids.map((id) => byWords(db, id, question, query)))).flat()))
  if (found.size >= query.limit) return answer()

  const wordsWith = await wordsWithParts(db, typedParts(query.text))
  const wider = wordsWith.size === 0 ? null : wordsQuery(query.text, wordsWith)
  if (wider !== null) add(shorterFirst((await Promise.all(ids.map((id) => byWords(db, id, wider, query)))).flat()))
  return answer()
}

/** Every row of these codes, whatever its days. */
const rowsOfCodes = async (
  db: ReadDb,
  systems: readonly CodeSystemName[],
  codes: readonly string[],
): Promise<readonly CatalogConceptTable[]> => {
  if (codes.length === 0 || systems.length === 0) return []
  const ids = await activeEditions(db, systems)
  if (ids.length === 0) return []
  return db
    .selectFrom('catalog_concept')
    .selectAll()
    .where('edition_id', 'in', ids)
    .where('code_plain', 'in', [...new Set(codes.map(plainCode))])
    .orderBy('valid_from')
    .execute()
}

const asAskedFor = (
  codes: readonly string[],
  found: ReadonlyMap<string, CatalogConceptTable>,
): ReadonlyMap<string, CatalogConcept> =>
  new Map(
    codes.flatMap((code) => {
      const row = found.get(plainCode(code))
      return row === undefined ? [] : [[code, toConcept(row)] as const]
    }),
  )

const standsOn = (row: CatalogConceptTable, day: string): boolean =>
  isInForce({ validFrom: row.valid_from, validTo: row.valid_to }, day)

/** The concepts of these codes that are in force on a day, by code as it was asked for; codes that are not known are left out. */
export const byCodes = async (
  db: ReadDb,
  systems: readonly CodeSystemName[],
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, CatalogConcept>> => {
  const rows = await rowsOfCodes(db, systems, codes)
  const found = new Map(rows.filter((row) => standsOn(row, day)).map((row) => [row.code_plain, row]))
  return asAskedFor(codes, found)
}

/** The same, with the newest meaning of a code that is not in force on that day: it has ended, and is not unknown. */
export const byCodesEver = async (
  db: ReadDb,
  systems: readonly CodeSystemName[],
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, CatalogConcept>> => {
  const found = new Map<string, CatalogConceptTable>()
  for (const row of await rowsOfCodes(db, systems, codes)) {
    const other = found.get(row.code_plain)
    if (other === undefined || !standsOn(other, day)) found.set(row.code_plain, row)
  }
  return asAskedFor(codes, found)
}

/** Every concept of an edition, for the import that compares with it. */
export const conceptsOfEdition = async (db: ReadDb, editionId: number): Promise<readonly CodeConcept[]> => {
  const rows = await db.selectFrom('catalog_concept').selectAll().where('edition_id', '=', editionId).execute()
  return rows.map((row) => {
    const { system, validFrom, validTo, ...concept } = toConcept(row)
    // They were written from days of the contract's own kind.
    return { ...concept, validFrom: validFrom as IsoDate, validTo: validTo as IsoDate | null }
  })
}
