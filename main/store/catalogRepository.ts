import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { CodeConcept, CodeSystem, CodeSystemName } from '../domain/codeSystem.ts'
import { CodeSystemNameSchema } from '../domain/codeSystem.ts'
import { indexedWords, wordsQuery } from './catalogWords.ts'
import type { ReadDb, WriteTx } from './handles.ts'
import { insertRows } from './insertRows.ts'
import { fromJson } from './jsonColumn.ts'
import type { CatalogConceptTable } from './schema.ts'
import { afterPrefix } from './searchText.ts'

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
})

/** Each system has a range of row ids of its own, so that the index of words can be asked for one system. */
const idsPerSystem = 10_000_000
const systemNumber = { 'icd-10-cm': 1, 'nhi-drug': 2, 'nhi-procedure': 3, 'nhi-material': 4 } as const satisfies Record<
  CodeSystemName,
  number
>

const idRange = (system: CodeSystemName): readonly [number, number] => {
  const first = systemNumber[system] * idsPerSystem
  return [first, first + idsPerSystem - 1]
}

const plainCode = (code: string): string => code.normalize('NFKC').toUpperCase().replaceAll('.', '').trim()

const nameLength = (concept: { readonly displayZh: string; readonly displayEn: string }): number =>
  (concept.displayZh || concept.displayEn).length

const toConcept = (row: CatalogConceptTable): CatalogConcept => ({
  system: CodeSystemNameSchema.parse(row.system),
  code: row.code,
  displayZh: row.display_zh,
  displayEn: row.display_en,
  billable: row.billable === 1,
  unit: row.unit,
  unitPoints: row.unit_points,
  usual: fromJson(UsualSchema, row.usual),
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

/** Rows of one insert; the number of bound values stays far below SQLite's limit of 32,766. */
const chunkRows = 500

const insertChunk = async (
  tx: WriteTx,
  system: CodeSystemName,
  concepts: readonly CodeConcept[],
  firstId: number,
): Promise<void> => {
  await insertRows(
    tx,
    'catalog_concept',
    concepts.map((concept, index) => ({
      id: firstId + index,
      system,
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
    })),
  )
  const words = concepts.map(
    (concept, index) => sql`(${firstId + index}, ${indexedWords(`${concept.displayZh} ${concept.displayEn}`)})`,
  )
  await sql`INSERT INTO catalog_words (rowid, words) VALUES ${sql.join(words)}`.execute(tx)
}

/** Which edition of each code system is in. */
export const editions = async (db: ReadDb): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.selectFrom('catalog_edition').select(['system', 'edition']).execute()
  return new Map(rows.map(({ system, edition }) => [system, edition]))
}

/**
 * Brings an edition of a code system in, in place of the edition before. False, and nothing done, when that edition is in already.
 */
export const seed = async (
  tx: WriteTx,
  codeSystem: Pick<CodeSystem, 'system' | 'edition' | 'concepts'>,
): Promise<boolean> => {
  const { system, edition } = codeSystem
  const present = await tx
    .selectFrom('catalog_edition')
    .select('edition')
    .where('system', '=', system)
    .executeTakeFirst()
  if (present?.edition === edition) return false
  const [first, last] = idRange(system)
  await sql`DELETE FROM catalog_words WHERE rowid IN (SELECT id FROM catalog_concept WHERE id BETWEEN ${first} AND ${last})`.execute(
    tx,
  )
  await tx.deleteFrom('catalog_concept').where('id', '>=', first).where('id', '<=', last).execute()
  // Found words come in the order of ids: the shorter a name, the nearer it is to what was typed.
  const ordered = codeSystem.concepts.toSorted((a, b) => nameLength(a) - nameLength(b) || (a.code < b.code ? -1 : 1))
  for (let from = 0; from < ordered.length; from += chunkRows) {
    await insertChunk(tx, system, ordered.slice(from, from + chunkRows), first + from)
  }
  await tx
    .insertInto('catalog_edition')
    .values({ system, edition })
    .onConflict((conflict) => conflict.column('system').doUpdateSet({ edition }))
    .execute()
  return true
}

const inForce = (day: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`valid_from <= ${day} AND (valid_to IS NULL OR valid_to >= ${day})`

export interface CatalogSearch {
  readonly systems: readonly CodeSystemName[]
  readonly text: string
  /** Only concepts in force on this day, `YYYY-MM-DD`. */
  readonly day: string
  readonly limit: number
}

const byCodePrefix = async (
  db: ReadDb,
  system: CodeSystemName,
  { text, day, limit }: CatalogSearch,
): Promise<readonly CatalogConceptTable[]> => {
  const prefix = plainCode(text)
  if (!/^[0-9A-Z+]+$/.test(prefix)) return []
  return db
    .selectFrom('catalog_concept')
    .selectAll()
    .where('system', '=', system)
    .where('code_plain', '>=', prefix)
    .where('code_plain', '<', afterPrefix(prefix))
    .where(inForce(day))
    .orderBy('code_plain')
    .limit(limit)
    .execute()
}

const byWords = async (
  db: ReadDb,
  system: CodeSystemName,
  { text, day, limit }: CatalogSearch,
): Promise<readonly CatalogConceptTable[]> => {
  const words = wordsQuery(text)
  if (words === null) return []
  const [first, last] = idRange(system)
  const { rows } = await sql<CatalogConceptTable>`
    SELECT catalog_concept.* FROM catalog_words
    JOIN catalog_concept ON catalog_concept.id = catalog_words.rowid
    WHERE catalog_words MATCH ${words} AND catalog_words.rowid BETWEEN ${first} AND ${last} AND ${inForce(day)}
    ORDER BY catalog_words.rowid LIMIT ${limit}`.execute(db)
  return rows
}

/**
 * Concepts of these systems by code (with or without its dot) or by words of their names: the exact code first, then codes that
 * begin with the text, then names, shorter ones first.
 */
export const search = async (db: ReadDb, query: CatalogSearch): Promise<readonly CatalogConcept[]> => {
  const prefix = plainCode(query.text)
  const [coded, worded] = await Promise.all([
    Promise.all(query.systems.map((system) => byCodePrefix(db, system, query))),
    Promise.all(query.systems.map((system) => byWords(db, system, query))),
  ])
  const exactFirst = coded.flat().toSorted((a, b) => Number(b.code_plain === prefix) - Number(a.code_plain === prefix))
  const shorterFirst = worded
    .flat()
    .toSorted((a, b) => (a.display_zh || a.display_en).length - (b.display_zh || b.display_en).length)
  const unique = new Map([...exactFirst, ...shorterFirst].map((row) => [row.id, row]))
  return [...unique.values()].slice(0, query.limit).map(toConcept)
}

/** The concepts of these codes that are in force on a day, by code as it was asked for; codes that are not known are left out. */
export const byCodes = async (
  db: ReadDb,
  systems: readonly CodeSystemName[],
  codes: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, CatalogConcept>> => {
  if (codes.length === 0 || systems.length === 0) return new Map()
  const rows = await db
    .selectFrom('catalog_concept')
    .selectAll()
    .where('system', 'in', systems)
    .where('code_plain', 'in', [...new Set(codes.map(plainCode))])
    .where(inForce(day))
    .execute()
  const found = new Map(rows.map((row) => [row.code_plain, toConcept(row)]))
  return new Map(
    codes.flatMap((code) => {
      const concept = found.get(plainCode(code))
      return concept === undefined ? [] : [[code, concept] as const]
    }),
  )
}
