import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { DisplayBoard, QueuePlace } from '../../../preload/contract/visit/queue.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { displayBoard, type InQueue } from '../../domain/visit/displayBoard.ts'
import { earlierDay } from '../../domain/visit/earlierDays.ts'
import { behindOnReturn, inOrder, minutesEach, movedState } from '../../domain/visit/queueOrder.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import type { ReadDb, WriteTx } from '../../store/handles.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { attendanceOf, attendancesOf, onSite } from '../../store/visit/attendanceRepository.ts'
import { byDay, byId as encounterById, unfinishedBefore } from '../../store/visit/encounterQueries.ts'
import type { EncounterSummary } from '../../store/visit/encounterRecord.ts'
import { byId, freshPlace, keep, ofDay, type QueueRecord } from '../../store/visit/queueRepository.ts'
import { type DeskContext, dayOf, instantOf } from '../context.ts'

const placed = async (db: ReadDb, day: string, visits: readonly EncounterSummary[]): Promise<readonly InQueue[]> => {
  const places = await ofDay(db, day)
  return visits.map((visit) => {
    const place = places.get(visit.id) ?? freshPlace(visit.id, day)
    return { ...place, visitState: visit.state, visit, queueNumber: visit.queueNumber }
  })
}

/** The visits of one day with their places, cancelled ones left out. */
const queueOf = async (db: ReadDb, day: string): Promise<readonly InQueue[]> =>
  placed(
    db,
    day,
    (await byDay(db, day)).filter(({ state }) => state !== 'cancelled'),
  )

/** The line as it stands now: before today's those of a session that runs over midnight. Who was left behind earlier is not in it. */
const lineOf = async (db: ReadDb, now: number): Promise<readonly InQueue[]> => {
  const today = dayOf(now)
  const earlier = (await unfinishedBefore(db, today)).filter((visit) => earlierDay(visit, today, now)?.isInLine)
  const days = [...Map.groupBy(earlier, ({ day }) => day)]
  const before = await Promise.all(days.map(([day, visits]) => placed(db, day, visits)))
  return [...before.flat(), ...(await queueOf(db, today))]
}

const isWaiting = ({ visitState }: InQueue): boolean => visitState === 'waiting'

const placesOf = (queue: readonly InQueue[]): readonly QueuePlace[] => {
  const byDoctor = Map.groupBy(queue, ({ visit }) => visit.practitionerId)
  return [...byDoctor.values()].flatMap((ofDoctor) => {
    const waiting = ofDoctor.filter(isWaiting)
    const turns = new Map(inOrder(waiting).map((one, index) => [one.encounterId, index + 1]))
    const each = minutesEach(ofDoctor.flatMap(({ takenAt }) => (takenAt === null ? [] : [takenAt])))
    return waiting.map((one) => {
      const turn = turns.get(one.encounterId) ?? null
      return {
        encounterId: one.encounterId,
        state: one.state,
        isPriority: one.isPriority,
        calledAt: one.calledAt === null ? null : instantOf(one.calledAt),
        times: one.times,
        reason: one.reason,
        turn,
        waitMinutes: turn === null || each === null ? null : turn * each,
      }
    })
  })
}

const lastTurn = Number.MAX_SAFE_INTEGER

/** The line, in the order of turns; who has no turn stands last. */
export const listQueue = async (context: DeskContext): Promise<Result<QueuePlace[]>> => {
  const places = placesOf(await lineOf(context.store.db, context.now()))
  return ok(places.toSorted((one, other) => (one.turn ?? lastTurn) - (other.turn ?? lastTurn)))
}

/**
 * How many have their turn before this visit's, at the same doctor, whatever they came by: those of a session that runs over midnight,
 * who is preferred and who was put back are where the list has them. Null for a visit that has no turn.
 */
export const aheadOf = async ({ store, now }: DeskContext, encounterId: EncounterId): Promise<number | null> => {
  const place = placesOf(await lineOf(store.db, now())).find((one) => one.encounterId === encounterId)
  return place?.turn == null ? null : place.turn - 1
}

const movedPlace = (
  place: QueueRecord,
  { move, reason }: HandlerInput<'queue:move'>,
  others: readonly InQueue[],
  now: number,
): QueueRecord | null => {
  const state = movedState(place.state, move)
  if (state === null) return null
  switch (move) {
    case 'call':
      return { ...place, state, calledAt: now, times: place.times + 1, reason: '' }
    case 'requeue':
      // Who was only called and isn't there yet keeps the own number.
      return {
        ...place,
        state,
        reason: '',
        behindNumber: place.state === 'called' ? place.behindNumber : behindOnReturn(others),
      }
    case 'hold':
      return { ...place, state, reason }
    case 'skip':
      return { ...place, state }
    case 'prioritise':
      return { ...place, isPriority: true }
    case 'unprioritise':
      return { ...place, isPriority: false }
  }
}

/**
 * Calls, skips, holds, puts back or prefers a visit that waits. `VISIT_STATE` when it doesn't, was left behind on an earlier day, or the
 * move changes nothing.
 */
export const moveInQueue = async (
  context: DeskContext,
  input: HandlerInput<'queue:move'>,
): Promise<Result<QueuePlace>> => {
  const { encounterId, move } = input
  const now = context.now()
  const visit = await encounterById(context.store.db, encounterId)
  if (visit === null) return fail('NOT_FOUND')
  if (earlierDay(visit, dayOf(now), now)?.isInLine === false) return fail('VISIT_STATE')
  const moved = await context.store.write(async (tx) => {
    const queue = await queueOf(tx, visit.day)
    const place = queue.find((one) => one.encounterId === encounterId)
    if (place === undefined || !isWaiting(place)) return refuse('VISIT_STATE')
    // Of its own day alone: a place is kept as a number behind another, and two days have the same numbers.
    const others = queue.filter(
      (one) => isWaiting(one) && one.encounterId !== encounterId && one.visit.practitionerId === visit.practitionerId,
    )
    const next = movedPlace(place, input, others, now)
    if (next === null) return refuse('VISIT_STATE')
    await keep(tx, next)
    await appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'queue-moved',
      subject: encounterId,
      details: { move },
    })
  })
  if (!moved.ok) return moved
  context.publish('queue:changed', { encounterId })
  const places = placesOf(await lineOf(context.store.db, now))
  const shown = places.find((one) => one.encounterId === encounterId)
  return shown === undefined ? fail('VISIT_STATE') : ok(shown)
}

/**
 * Notes in the visit's own transaction that the doctor has taken the patient in. Who was not called before is called by it, or nobody in the
 * waiting room would hear whose turn it is; who is seen at home or over the line is not there to hear it.
 */
export const noteTakenIn = async (
  tx: Parameters<typeof keep>[0],
  visit: { readonly id: EncounterId; readonly day: string },
  at: number,
): Promise<void> => {
  const place = (await byId(tx, visit.id)) ?? freshPlace(visit.id, visit.day)
  const { attendance } = await attendanceOf(tx, visit.id)
  const call =
    place.state === 'called' || attendance !== 'on-site'
      ? {}
      : { state: 'called' as const, calledAt: at, times: place.times + 1, reason: '' }
  await keep(tx, { ...place, ...call, takenAt: place.takenAt ?? at })
}

/** Who was taken in waits again, under the own number; whoever called this patient before calls again. In the visit's own transaction. */
export const noteNotTakenIn = async (
  tx: WriteTx,
  visit: { readonly id: EncounterId; readonly day: string },
): Promise<void> => {
  const place = (await byId(tx, visit.id)) ?? freshPlace(visit.id, visit.day)
  await keep(tx, { ...place, state: 'waiting', takenAt: null })
}

/**
 * Where somebody stands who comes after the own number was passed: as who comes back, behind some who wait. In the visit's own
 * transaction.
 */
export const noteLateArrival = async (
  tx: WriteTx,
  visit: {
    readonly id: EncounterId
    readonly day: string
    readonly queueNumber: number
    readonly practitionerId: string
  },
): Promise<void> => {
  const ofDoctor = (await queueOf(tx, visit.day)).filter(
    (one) => one.encounterId !== visit.id && one.visit.practitionerId === visit.practitionerId,
  )
  const isPassed = ofDoctor.some(
    (one) => one.queueNumber > visit.queueNumber && !one.isPriority && (one.calledAt !== null || !isWaiting(one)),
  )
  if (!isPassed) return
  const behindNumber = behindOnReturn(ofDoctor.filter(isWaiting))
  await keep(tx, { ...freshPlace(visit.id, visit.day), behindNumber })
}

/** What patients see now. */
export const currentBoard = async (context: DeskContext): Promise<DisplayBoard> => {
  const { db } = context.store
  const queue = await lineOf(db, context.now())
  const patients = await findByIds(
    db,
    queue.map(({ visit }) => visit.patientId),
  )
  const elsewhere = await attendancesOf(
    db,
    queue.map(({ encounterId }) => encounterId),
  )
  return displayBoard(
    queue.map((one) => ({
      ...one,
      name: patients.get(one.visit.patientId)?.name ?? '',
      isHere: (elsewhere.get(one.encounterId) ?? onSite).attendance === 'on-site',
    })),
    context.settings.clinic.name,
  )
}
