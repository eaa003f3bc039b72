import { open } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { fileErrorCode, isOutOfSpace } from '../../platform/fileErrors.ts'
import { anchors, newestAnchor } from '../../store/audit/auditAnchors.ts'
import { chainStart } from '../../store/audit/auditChain.ts'
import { namesOfSubjects, searchAudit, stretchOf } from '../../store/audit/auditQueries.ts'
import { read, tail } from '../../store/audit/auditRepository.ts'
import type { Store } from '../../store/handles.ts'
import { instantOf } from '../context.ts'
import { createTrailCheck } from './auditFile.ts'

export interface AuditDesk {
  readonly store: Pick<Store, 'db'>
  /** Name of the clinic, or its code. */
  readonly clinic: string
  /** Epoch ms, server time. */
  readonly now: () => number
  /** Asks where an export goes; null when the person thinks better of it. */
  readonly chooseFile: () => Promise<string | null>
}

const dayMs = 86_400_000
const startOf = (day: string | null): number | null => (day === null ? null : Date.parse(`${day}T00:00:00+08:00`))
/** So many rows at a time: a desk that is being worked at must not wait for a long trail. */
const portion = 500

/** The trail for the viewer, newest first. */
export const listAudit = async (
  desk: AuditDesk,
  { filter, before, limit }: HandlerInput<'audit:list'>,
): Promise<Result<HandlerOutput<'audit:list'>>> => {
  const { db } = desk.store
  const last = startOf(filter.to)
  const rows = await searchAudit(
    db,
    {
      from: startOf(filter.from),
      to: last === null ? null : last + dayMs - 1,
      who: filter.who.trim(),
      action: filter.action,
      patientId: filter.patientId,
      before,
      limit,
    },
    () => setImmediate(),
  )
  const subjects = [...new Set(rows.map(({ subject }) => subject).filter((subject) => subject !== ''))]
  const names = await namesOfSubjects(db, subjects)
  return ok({
    rows: rows.map(({ sequence, at, who, desk: place, action, subject, details }) => ({
      ...{ sequence, who, action, subject, details },
      at: instantOf(at),
      desk: place,
      patientName: names.get(subject) ?? null,
    })),
  })
}

/** Holds the whole trail against itself and its anchors, in portions. */
export const verifyAudit = async (desk: AuditDesk): Promise<Result<HandlerOutput<'audit:verify'>>> => {
  const { db } = desk.store
  const known = await anchors(db)
  const check = createTrailCheck(known)
  const end = await tail(db)
  for (let after = 0; after < end.sequence; after += portion) {
    if (!check.take(await read(db, { after, limit: portion }))) break
    await setImmediate()
  }
  const verdict = check.end()
  const newest = await newestAnchor(db)
  return ok({
    rows: end.sequence,
    brokenAt: verdict.intact ? null : verdict.sequence,
    reason: verdict.intact ? null : verdict.reason,
    anchoredTo: newest?.sequence ?? null,
    anchoredAt: newest === null ? null : instantOf(newest.anchoredAt),
  })
}

/**
 * Writes the rows of some days, and whatever lies between them, with what it takes to verify them, as one JSON object a line.
 */
export const exportAudit = async (
  desk: AuditDesk,
  { from, to }: HandlerInput<'audit:export'>,
): Promise<Result<{ file: string | null; rows: number }>> => {
  const { db } = desk.store
  const file = await desk.chooseFile()
  if (file === null) return ok({ file, rows: 0 })
  const first = startOf(from)
  const last = startOf(to)
  const until = last === null ? null : last + dayMs
  const all = (await tail(db)).sequence
  const stretch =
    first === null && until === null
      ? { after: 0, to: all }
      : ((await stretchOf(db, { from: first, until }, () => setImmediate())) ?? { after: all, to: all })
  const { after: begin, to: end } = stretch
  const placeAt = async (sequence: number) => {
    const [row] = sequence === 0 ? [] : await read(db, { after: sequence - 1, limit: 1 })
    return row === undefined ? chainStart : { sequence: row.sequence, hash: row.hash }
  }
  const header = {
    format: 'clinic-audit',
    version: 1,
    clinic: desk.clinic,
    exportedAt: instantOf(desk.now()),
    from: await placeAt(begin),
    to: await placeAt(Math.max(begin, end)),
    anchors: (await anchors(db)).filter(({ sequence }) => sequence > begin && sequence <= end),
  }
  try {
    const handle = await open(file, 'w', 0o600)
    try {
      await handle.write(`${JSON.stringify(header)}\n`)
      for (let after = begin; after < end; after += portion) {
        const rows = await read(db, { after, limit: Math.min(portion, end - after) })
        await handle.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    return ok({ file, rows: Math.max(0, end - begin) })
  } catch (error) {
    if (isOutOfSpace(error)) return fail('STORE_FULL', { retryable: true })
    const code = fileErrorCode(error)
    if (code === null) throw error
    return fail('STORE_LOCATION', { details: { problem: 'inaccessible', code } })
  }
}
