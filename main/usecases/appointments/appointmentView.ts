import type { Appointment } from '../../../preload/contract/appointments/appointment.ts'
import type { IsoDate, PractitionerId } from '../../../preload/contract/words.ts'
import { type KeptAppointment, sessionOfPlace } from '../../domain/appointments/booking.ts'
import { noShowsOf } from '../../domain/appointments/noShow.ts'
import { troubleOf } from '../../domain/appointments/standing.ts'
import type { AppointmentRecord } from '../../store/appointments/appointmentRepository.ts'
import type { ReadDb } from '../../store/handles.ts'
import type { PatientRecord } from '../../store/patient/patientRecord.ts'
import { findByIds } from '../../store/patient/patientRepository.ts'
import type { DeskContext } from '../context.ts'
import { type BookedDay, countedNoShows } from './bookedDay.ts'

export const practitionerName = ({ settings }: DeskContext, id: string | null): string =>
  settings.practitioners.find((person) => person.id === id)?.name ?? id ?? ''

export const roomName = ({ settings }: DeskContext, id: string): string =>
  settings.rooms.find((room) => room.id === id)?.name ?? id

interface Facts {
  readonly patients: ReadonlyMap<string, PatientRecord>
  readonly missed: readonly KeptAppointment[]
  readonly now: number
}

const view = (context: DeskContext, one: AppointmentRecord, booked: BookedDay, facts: Facts): Appointment => {
  const session = sessionOfPlace(booked.roster, one)
  const patient = one.patientId === null ? undefined : facts.patients.get(one.patientId)
  return {
    appointmentId: one.id,
    version: one.version,
    day: one.day as IsoDate,
    session: one.session,
    at: one.at,
    practitionerId: one.practitionerId as PractitionerId | null,
    dutyName: practitionerName(context, session?.dutyId ?? one.practitionerId),
    roomName: session === null ? '' : roomName(context, session.roomId),
    number: one.number,
    patientId: one.patientId,
    chartNumber: patient?.chartNumber ?? '',
    name: one.name,
    // What was said at the booking is newer than the chart.
    phone: one.phone === '' ? (patient?.phone ?? '') : one.phone,
    source: one.source,
    state: one.state,
    note: one.note,
    cancelReason: one.cancelReason,
    noShows: noShowsOf(one, facts.missed),
    encounterId: one.encounterId,
    trouble: troubleOf(one, { ...booked, now: facts.now }),
  }
}

/** Appointments of some days as screens see them; the days are those they lie in. */
export const viewAppointments = async (
  context: DeskContext,
  db: ReadDb,
  days: readonly BookedDay[],
  which: (one: AppointmentRecord) => boolean = () => true,
): Promise<Appointment[]> => {
  const now = context.now()
  const ids = days.flatMap(({ kept }) => kept.filter(which).flatMap(({ patientId }) => patientId ?? []))
  const [patients, missed] = await Promise.all([findByIds(db, ids), countedNoShows(db, now)])
  return days.flatMap((booked) =>
    booked.kept.filter(which).map((one) => view(context, one, booked, { patients, missed, now })),
  )
}
