import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { OutboxDay, OutboxItem } from '../../../preload/contract/upload/outbox.ts'
import type { EncounterId, IsoDate, OutboxId } from '../../../preload/contract/words.ts'
import type { HandlerInput, HandlerOutput } from '../../ipc/handlers.ts'
import { isPayloadWhole } from '../../outbox/payload/openPayload.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { Replacement } from '../../store/card/replacementRepository.ts'
import { byIdOrBare } from '../../store/outbox/damagedPayloads.ts'
import { explainLate, type LateRecord, lateOf } from '../../store/outbox/deadlineRepository.ts'
import { count, list, listingOf, type Narrowing, type OutboxListing } from '../../store/outbox/outboxListing.ts'
import { attemptsOf, byDay, dueUntil, receiptHours } from '../../store/outbox/outboxQueries.ts'
import { amendPayload, requeue, wake } from '../../store/outbox/outboxRepository.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'
import { rebuiltPayload } from '../record/rebuiltPayload.ts'
import { type Succession, successionOf, uploadView } from '../record/visitView.ts'

/** How far back the counts by day go. */
const countedDays = 14
const dayMs = 24 * 3_600_000
/** A text without a day is looked for in the visits of the last three months. */
const textDays = 92

/**
 * Whether a row's deadline has passed without a receipt, or the receipt came after it. One that another row carries on for, or that was
 * taken back, waits for no receipt any more.
 */
export const isLate = (row: Pick<OutboxListing, 'dueAt' | 'receiptAt'>, now: number, replaced?: Replacement): boolean =>
  (row.receiptAt ?? (replaced === undefined ? now : row.dueAt)) > row.dueAt

const itemOf = (row: OutboxListing, late: readonly LateRecord[], succession: Succession, now: number): OutboxItem => {
  const lateness = late.find(
    ({ encounterId, clock, dueAt }) => encounterId === row.aggregateId && clock === 'upload' && dueAt === row.dueAt,
  )
  return {
    ...uploadView(row, succession),
    encounterId: row.aggregateId as EncounterId,
    patientName: row.patientName,
    queueNumber: row.queueNumber,
    day: row.day as IsoDate,
    isLate: row.target === 'nhi-upload' && isLate(row, now, succession.replacements.get(row.id)),
    lateness:
      row.target !== 'nhi-upload' || lateness === undefined ? null : { cause: lateness.cause, note: lateness.note },
  }
}

const narrowingOf = ({ day, target, text }: HandlerInput<'outbox:count'>, now: number): Narrowing => ({
  day,
  target,
  text,
  from: text === '' || day !== null ? null : dayOf(now - textDays * dayMs),
})

/** How many rows the upload monitor's list has in all. */
export const countUploads = async (
  context: DeskContext,
  input: HandlerInput<'outbox:count'>,
): Promise<Result<{ count: number }>> => {
  const now = context.now()
  const { filter } = input
  return ok({ count: await count(context.store.db, { filter, now, narrowing: narrowingOf(input, now) }) })
}

/** The rows of the upload monitor, nearest deadline first. */
export const listUploads = async (
  context: DeskContext,
  input: HandlerInput<'outbox:list'>,
): Promise<Result<OutboxItem[]>> => {
  const { db } = context.store
  const now = context.now()
  const { filter, limit, offset } = input
  const rows = await list(db, { filter, limit, offset, now, narrowing: narrowingOf(input, now) })
  const lateIds = rows.filter((row) => isLate(row, now)).map(({ aggregateId }) => aggregateId)
  const late = await lateOf(db, lateIds)
  const succession = await successionOf(
    db,
    rows.map(({ id }) => id),
  )
  return ok(rows.map((row) => itemOf(row, late, succession, now)))
}

const shownAgain = async (context: DeskContext, outboxId: OutboxId): Promise<Result<OutboxItem>> => {
  const { db } = context.store
  const row = await listingOf(db, outboxId)
  if (row === null) return fail('NOT_FOUND')
  const [late, succession] = await Promise.all([lateOf(db, [row.aggregateId]), successionOf(db, [row.id])])
  return ok(itemOf(row, late, succession, context.now()))
}

/** Makes waiting rows due now: one, or all. */
export const sendNow = async (context: DeskContext, outboxId: OutboxId | null): Promise<Result<{ woken: number }>> => {
  if (outboxId !== null && (await listingOf(context.store.db, outboxId)) === null) return fail('NOT_FOUND')
  const woken = await context.store.write((tx) => wake(tx, outboxId, context.now()))
  if (!woken.ok) return woken
  context.wakeOutbox('asked', outboxId)
  return ok({ woken: woken.value })
}

/**
 * Puts a refused or quarantined row back in line, as it is, because a person says so. One whose payload is damaged gets it anew from its
 * visit first; `VISIT_STATE` with details.reason `payload-damaged` where the visit cannot tell what it was.
 */
export const requeueUpload = async (context: DeskContext, outboxId: OutboxId): Promise<Result<OutboxItem>> => {
  const row = await byIdOrBare(context.store.db, outboxId)
  if (row === null) return fail('NOT_FOUND')
  const isWhole = isPayloadWhole(row)
  const rebuilt = isWhole ? null : await rebuiltPayload(context, row)
  if (!isWhole && rebuilt === null) return fail('VISIT_STATE', { details: { reason: 'payload-damaged' } })
  const moved = await context.store.write(async (tx) => {
    const isMoved = await requeue(tx, outboxId, context.now())
    if (isMoved) {
      if (rebuilt !== null) await amendPayload(tx, outboxId, rebuilt.payload, rebuilt.payloadHash)
      await appendAudit(tx, {
        at: context.now(),
        who: context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'upload-requeued',
        subject: outboxId,
        details: { target: row.target, lastCode: row.lastCode, rebuilt: rebuilt !== null },
      })
    }
    return isMoved
  })
  if (!moved.ok) return moved
  if (!moved.value) return fail('VISIT_STATE', { details: { state: row.state } })
  context.wakeOutbox('asked', outboxId)
  context.publish('outbox:changed', { encounterIds: [row.aggregateId as EncounterId] })
  return shownAgain(context, outboxId)
}

/** The history of one row: each try, how long it took and what came of it. `NOT_FOUND`. */
export const uploadTries = async (
  context: DeskContext,
  outboxId: OutboxId,
): Promise<Result<HandlerOutput<'outbox:tries'>>> => {
  if ((await listingOf(context.store.db, outboxId)) === null) return fail('NOT_FOUND')
  const tries = await attemptsOf(context.store.db, outboxId)
  return ok(tries.map(({ at, ms, code }) => ({ at: instantOf(at), ms, code })))
}

/** Today in numbers. */
export const uploadsToday = async (context: DeskContext): Promise<Result<HandlerOutput<'outbox:today'>>> => {
  const { db } = context.store
  const now = context.now()
  return ok({
    receiptHours: await receiptHours(db, Date.parse(`${dayOf(now)}T00:00:00+08:00`)),
    dueSoon: await dueUntil(db, now + dayMs),
  })
}

/** What is for the NHI, counted by clinic day, newest first. */
export const uploadDays = async (context: DeskContext): Promise<Result<OutboxDay[]>> => {
  const now = context.now()
  const counts = await byDay(context.store.db, { from: dayOf(now - countedDays * dayMs), now })
  const days = Map.groupBy(
    counts.filter(({ target }) => target === 'nhi-upload'),
    ({ day }) => day,
  )
  return ok(
    [...days].map(([day, rows]) => {
      const sum = (fits: (state: OutboxListing['state']) => boolean): number =>
        rows.reduce((total, row) => total + (fits(row.state) ? row.rows : 0), 0)
      return {
        day: day as IsoDate,
        received: sum((state) => state === 'accepted'),
        open: sum((state) => state === 'waiting' || state === 'sending' || state === 'awaiting-result'),
        refused: sum((state) => state === 'rejected' || state === 'quarantined'),
        late: rows.reduce((total, row) => total + row.late, 0),
      }
    }),
  )
}

/** Keeps what a person says of a late visit. `NOT_FOUND`; `VISIT_STATE` where no lateness is recorded. */
export const explainLateUpload = async (
  context: DeskContext,
  input: HandlerInput<'outbox:explain-late'>,
): Promise<Result<OutboxItem>> => {
  const row = await listingOf(context.store.db, input.outboxId)
  if (row === null) return fail('NOT_FOUND')
  const kept = await context.store.write(async (tx) => {
    const isKept = await explainLate(tx, row.aggregateId, row.dueAt, input.note)
    if (isKept) {
      await appendAudit(tx, {
        at: context.now(),
        who: context.settings.desk.person,
        desk: context.settings.desk.id,
        action: 'lateness-explained',
        subject: row.aggregateId,
        details: { dueAt: row.dueAt },
      })
    }
    return isKept
  })
  if (!kept.ok) return kept
  if (!kept.value) return fail('VISIT_STATE', { details: { state: row.state } })
  context.publish('outbox:changed', { encounterIds: [row.aggregateId as EncounterId] })
  return shownAgain(context, input.outboxId)
}
