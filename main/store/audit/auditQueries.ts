import { sql } from 'kysely'
import type { PatientId } from '../../../preload/contract/words.ts'
import type { ReadDb } from '../handles.ts'
import type { AuditRow } from './auditChain.ts'
import { tail } from './auditRepository.ts'

export interface AuditSearch {
  /** Epoch ms, both included. */
  readonly from: number | null
  readonly to: number | null
  /** Part of the name of the person, of the professional who was signed in, or of the desk; empty for everybody. */
  readonly who: string
  /** Empty for everything. */
  readonly action: string
  readonly patientId: PatientId | null
  /** Rows before this place only. */
  readonly before: number | null
  readonly limit: number
}

/** `LIKE` pattern for a part of a text. */
const partOf = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

/** So many rows at a time are looked at. */
const portion = 1_000

/** Of the rows from `bottom` on and before `top`, those that are wanted, newest first. */
const foundBetween = async (
  db: ReadDb,
  search: Omit<AuditSearch, 'before'>,
  { bottom, top }: { readonly bottom: number; readonly top: number },
): Promise<readonly AuditRow[]> => {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>=', bottom)
    .where('sequence', '<', top)
    .orderBy('sequence', 'desc')
    .limit(search.limit)
  if (search.from !== null) query = query.where('at', '>=', search.from)
  if (search.to !== null) query = query.where('at', '<=', search.to)
  if (search.action !== '') query = query.where('action', '=', search.action)
  if (search.who !== '') {
    const pattern = partOf(search.who)
    query = query.where(
      sql<boolean>`(who LIKE ${pattern} ESCAPE '\\' OR desk LIKE ${pattern} ESCAPE '\\'
        OR json_extract(details, '$.professional') LIKE ${pattern} ESCAPE '\\')`,
    )
  }
  const { patientId } = search
  if (patientId !== null) {
    const visits = db.selectFrom('encounter').select('id').where('patient_id', '=', patientId)
    query = query.where((on) => on.or([on('subject', '=', patientId), on('subject', 'in', visits)]))
  }
  const rows = await query.execute()
  return rows.map(({ previous_hash, ...row }) => ({ ...row, previousHash: previous_hash }))
}

/**
 * Rows of the trail, newest first. What concerns a patient (the patient's own rows and those of every visit) has an index. No index knows
 * people, deeds and moments, because each would cost every deed of the day a page more: for them the trail is looked through
 * backwards, stretch by stretch.
 *
 * @param breathe between two stretches, so that a long trail keeps nobody waiting
 */
export const searchAudit = async (
  db: ReadDb,
  { before, ...search }: AuditSearch,
  breathe: () => Promise<unknown>,
): Promise<readonly AuditRow[]> => {
  const rows: AuditRow[] = []
  let top = before ?? (await tail(db)).sequence + 1
  while (top > 1 && rows.length < search.limit) {
    const bottom = search.patientId === null ? Math.max(1, top - portion) : 1
    rows.push(...(await foundBetween(db, { ...search, limit: search.limit - rows.length }, { bottom, top })))
    // Whoever says to begin far behind the newest row isn't led there stretch by stretch.
    top = rows.length > 0 || bottom === 1 ? bottom : Math.min(bottom, (await tail(db)).sequence + 1)
    await breathe()
  }
  return rows
}

/** Names of the patients that subjects are about: by patient id, or by a visit's. */
export const namesOfSubjects = async (
  db: ReadDb,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (subjects.length === 0) return new Map()
  const [patients, visits] = await Promise.all([
    db
      .selectFrom('patient')
      .select(['id', 'name'])
      .where('id', 'in', subjects as PatientId[])
      .execute(),
    db
      .selectFrom('encounter')
      .innerJoin('patient', 'patient.id', 'encounter.patient_id')
      .select(['encounter.id', 'patient.name'])
      .where('encounter.id', 'in', subjects as never[])
      .execute(),
  ])
  return new Map([...patients, ...visits].map(({ id, name }) => [id, name]))
}

/**
 * The stretch of the trail in which the rows of some time lie: the place before its first one, and that of its last; null when there are
 * none. Moments don't rise evenly, because clocks are put right, so every row is looked at, and others of another time may lie between.
 *
 * @param from epoch ms, included; null: from the beginning
 * @param until epoch ms, not included; null: to the end
 * @param breathe between two portions, so that a long trail keeps nobody waiting
 */
export const stretchOf = async (
  db: ReadDb,
  { from, until }: { readonly from: number | null; readonly until: number | null },
  breathe: () => Promise<unknown>,
): Promise<{ readonly after: number; readonly to: number } | null> => {
  let first: number | null = null
  let last = 0
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('audit')
      .select(['sequence', 'at'])
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(portion)
      .execute()
    for (const { sequence, at } of rows) {
      if ((from === null || at >= from) && (until === null || at < until)) {
        first ??= sequence
        last = sequence
      }
    }
    const newest = rows.at(-1)
    if (newest === undefined || rows.length < portion) return first === null ? null : { after: first - 1, to: last }
    after = newest.sequence
    await breathe()
  }
}
