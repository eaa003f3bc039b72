import { z } from 'zod'
import { SessionSchema } from '../../../preload/contract/words.ts'
import type { RosterException, RosterPattern, SlotPlan } from '../../domain/appointments/rosterDay.ts'
import type { ReadDb, WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { fromJson } from '../jsonColumn.ts'
import type { RosterExceptionTable, RosterPatternTable } from './appointmentTables.ts'

const PlanSchema = z.strictObject({
  roomId: z.string(),
  from: z.int(),
  to: z.int(),
  slotMinutes: z.int(),
  places: z.int(),
  walkInPlaces: z.int(),
  numberLimit: z.int().nullable(),
}) satisfies z.ZodType<SlotPlan>

const toPattern = (row: RosterPatternTable): RosterPattern => ({
  id: row.id,
  practitionerId: row.practitioner_id,
  weekday: row.weekday,
  session: SessionSchema.parse(row.session),
  roomId: row.room_id,
  from: row.from_minute,
  to: row.to_minute,
  slotMinutes: row.slot_minutes,
  places: row.places,
  walkInPlaces: row.walk_in_places,
  numberLimit: row.number_limit,
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

const toException = (row: RosterExceptionTable): RosterException => {
  const common = { id: row.id, fromDay: row.from_day, toDay: row.to_day, reason: row.reason }
  const session = row.session === null ? null : SessionSchema.parse(row.session)
  const practitionerId = z.string().nullable().parse(row.practitioner_id)
  if (practitionerId === null) return { ...common, kind: 'closed', session }
  if (row.substitute_id !== null) {
    return { ...common, kind: 'substitute', practitionerId, session, substituteId: row.substitute_id }
  }
  if (row.plan !== null && session !== null) {
    return { ...common, kind: 'extra', practitionerId, session, ...fromJson(PlanSchema, row.plan) }
  }
  return { ...common, kind: 'leave', practitionerId, session }
}

/** Every line of the weekly pattern that is in force on `fromDay` or later. */
export const patternsFrom = async (db: ReadDb, fromDay: string): Promise<readonly RosterPattern[]> => {
  const rows = await db
    .selectFrom('roster_pattern')
    .selectAll()
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', fromDay)]))
    .orderBy('weekday')
    .orderBy('from_minute')
    .orderBy('practitioner_id')
    .execute()
  return rows.map(toPattern)
}

export const patternById = async (db: ReadDb, id: string): Promise<RosterPattern | null> => {
  const row = await db.selectFrom('roster_pattern').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toPattern(row)
}

/** Every exception of `fromDay` or later, in the order in which they were made. */
export const exceptionsFrom = async (db: ReadDb, fromDay: string): Promise<readonly RosterException[]> => {
  const rows = await db
    .selectFrom('roster_exception')
    .selectAll()
    .where('to_day', '>=', fromDay)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  return rows.map(toException)
}

export const exceptionById = async (db: ReadDb, id: string): Promise<RosterException | null> => {
  const row = await db.selectFrom('roster_exception').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : toException(row)
}

export const insertPattern = (tx: WriteTx, pattern: RosterPattern): Promise<void> =>
  insertRows(tx, 'roster_pattern', [
    {
      id: pattern.id,
      practitioner_id: pattern.practitionerId,
      weekday: pattern.weekday,
      session: pattern.session,
      room_id: pattern.roomId,
      from_minute: pattern.from,
      to_minute: pattern.to,
      slot_minutes: pattern.slotMinutes,
      places: pattern.places,
      walk_in_places: pattern.walkInPlaces,
      number_limit: pattern.numberLimit,
      valid_from: pattern.validFrom,
      valid_to: pattern.validTo,
    },
  ])

/** Ends a line with a day; one that would end before its first day is deleted. */
export const endPattern = async (tx: WriteTx, pattern: RosterPattern, lastDay: string): Promise<void> => {
  if (lastDay < pattern.validFrom) await tx.deleteFrom('roster_pattern').where('id', '=', pattern.id).execute()
  else await tx.updateTable('roster_pattern').set({ valid_to: lastDay }).where('id', '=', pattern.id).execute()
}

export const insertException = async (tx: WriteTx, exception: RosterException, at: number): Promise<void> => {
  const { kind } = exception
  await insertRows(tx, 'roster_exception', [
    {
      id: exception.id,
      kind,
      from_day: exception.fromDay,
      to_day: exception.toDay,
      practitioner_id: kind === 'closed' ? null : exception.practitionerId,
      session: exception.session,
      substitute_id: kind === 'substitute' ? exception.substituteId : null,
      plan: kind === 'extra' ? JSON.stringify(planOf(exception)) : null,
      reason: exception.reason,
      made_at: at,
    },
  ])
}

const planOf = ({ roomId, from, to, slotMinutes, places, walkInPlaces, numberLimit }: SlotPlan): SlotPlan => ({
  roomId,
  from,
  to,
  slotMinutes,
  places,
  walkInPlaces,
  numberLimit,
})

export const deleteException = async (tx: WriteTx, id: string): Promise<void> => {
  await tx.deleteFrom('roster_exception').where('id', '=', id).execute()
}
