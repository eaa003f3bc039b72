import type { PatientId } from '../../../preload/contract/words.ts'
import { type RosterSession, rosterOfDay } from '../../domain/appointments/rosterDay.ts'
import {
  type AppointmentRecord,
  bookedFrom,
  missedFrom,
  ofDays,
} from '../../store/appointments/appointmentRepository.ts'
import { exceptionsFrom, patternsFrom } from '../../store/appointments/rosterRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import { keptFor } from '../../store/patient/patientMergeRepository.ts'
import { idsByNationalIds } from '../../store/patient/patientRepository.ts'

/** A day's plan and everybody booked in it. */
export interface BookedDay {
  readonly day: string
  readonly roster: readonly RosterSession[]
  readonly kept: readonly AppointmentRecord[]
}

/** Each appointment with the chart of its person: by the number the cloud named, and the kept one of a merged chart. */
const withCharts = async (
  db: ReadDb,
  appointments: readonly AppointmentRecord[],
): Promise<readonly AppointmentRecord[]> => {
  const byNumber = await idsByNationalIds(
    db,
    appointments.flatMap(({ patientId, nationalId }) =>
      patientId === null && nationalId !== null ? [nationalId] : [],
    ),
  )
  const chartOf = ({ patientId, nationalId }: AppointmentRecord): PatientId | null =>
    patientId ?? (nationalId === null ? null : (byNumber.get(nationalId) ?? null))
  const charts = [...new Set(appointments.flatMap((one) => chartOf(one) ?? []))]
  const kept = await keptFor(db, charts)
  return appointments.map((one) => {
    const patientId = chartOf(one)
    return { ...one, patientId: patientId === null ? null : (kept.get(patientId) ?? patientId) }
  })
}

/** The plan of any day from `fromDay` on. */
const rosters = async (db: ReadDb, fromDay: string): Promise<(day: string) => readonly RosterSession[]> => {
  const [patterns, exceptions] = await Promise.all([patternsFrom(db, fromDay), exceptionsFrom(db, fromDay)])
  const known = new Map<string, readonly RosterSession[]>()
  return (day) => {
    const roster = known.get(day) ?? rosterOfDay(day, patterns, exceptions)
    known.set(day, roster)
    return roster
  }
}

/** One day as it is booked. */
export const bookedDay = async (db: ReadDb, day: string): Promise<BookedDay> => {
  const [rosterOf, kept] = await Promise.all([rosters(db, day), ofDays(db, day, day)])
  return { day, roster: rosterOf(day), kept: await withCharts(db, kept) }
}

/** Some days in a row. */
export const bookedDays = async (db: ReadDb, days: readonly string[]): Promise<readonly BookedDay[]> => {
  const [first = '', last = ''] = [days[0], days.at(-1)]
  const [rosterOf, kept] = await Promise.all([rosters(db, first), ofDays(db, first, last)])
  const byDay = Map.groupBy(await withCharts(db, kept), ({ day }) => day)
  return days.map((day) => ({ day, roster: rosterOf(day), kept: byDay.get(day) ?? [] }))
}

/** Every day from `fromDay` on on which somebody still waits for the appointment. */
export const waitingDays = async (db: ReadDb, fromDay: string): Promise<readonly BookedDay[]> => {
  const waiting = await bookedFrom(db, fromDay)
  const last = waiting.at(-1)?.day
  if (last === undefined) return []
  const [rosterOf, kept] = await Promise.all([rosters(db, fromDay), ofDays(db, fromDay, last)])
  const byDay = Map.groupBy(await withCharts(db, kept), ({ day }) => day)
  return [...new Set(waiting.map(({ day }) => day))].map((day) => ({
    day,
    roster: rosterOf(day),
    kept: byDay.get(day) ?? [],
  }))
}

const yearMs = 365 * 86_400_000

/** The no-shows that count: those of the last year. */
export const countedNoShows = async (db: ReadDb, now: number): Promise<readonly AppointmentRecord[]> =>
  withCharts(db, await missedFrom(db, new Date(now - yearMs).toISOString().slice(0, 10)))
