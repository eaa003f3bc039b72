import type { Appointment, AppointmentDay, DaySession } from '../../../preload/contract/appointments/appointment.ts'
import type { Cell } from './appointmentsStore.ts'

/** A line of the slot list: somebody booked, or a slot's places that are left. */
export type SlotRow =
  | { readonly kind: 'appointment'; readonly key: string; readonly appointment: Appointment }
  | { readonly kind: 'free'; readonly key: string; readonly at: number; readonly left: number }

const isIn =
  (cell: Cell) =>
  ({ practitionerId, session }: Pick<Appointment, 'practitionerId' | 'session'>): boolean =>
    practitionerId === cell.practitionerId && session === cell.session

export const sessionOf = ({ sessions }: AppointmentDay, cell: Cell | null): DaySession | null =>
  cell === null ? null : (sessions.find(isIn(cell)) ?? null)

/** A session's people by time, and behind those of each slot the places left that can still be booked. */
export const slotRows = (day: AppointmentDay, cell: Cell | null): readonly SlotRow[] => {
  if (cell === null) return []
  const session = sessionOf(day, cell)
  const people = day.appointments.filter(isIn(cell))
  const asRow = (appointment: Appointment): SlotRow => ({
    kind: 'appointment',
    key: appointment.appointmentId,
    appointment,
  })
  const cancelled = people.filter(({ state }) => state === 'cancelled').map(asRow)
  const others = people.filter(({ state }) => state !== 'cancelled').map(asRow)
  const free = (session?.off === null ? session.slots : [])
    .filter(({ isPast, bookable, booked }) => !isPast && booked < bookable)
    .map(({ at, bookable, booked }): SlotRow => ({ kind: 'free', key: `free-${at}`, at, left: bookable - booked }))
  const atOf = (row: SlotRow): number => (row.kind === 'free' ? row.at : row.appointment.at)
  return [...[...others, ...free].toSorted((one, other) => atOf(one) - atOf(other)), ...cancelled]
}

const isOpen = ({ off, slots }: DaySession): boolean => off === null && slots.some(({ isPast }) => !isPast)

/** Whether a doctor holds a session that has time left. */
export const isThere = ({ sessions }: AppointmentDay, practitionerId: string): boolean =>
  sessions.some((session) => session.practitionerId === practitionerId && isOpen(session))

/**
 * The session looked at when nobody has chosen one: the first that is still held and has time left, else the first.
 *
 * @param doctor whose sessions come before the others'; null for nobody's
 */
export const firstCell = ({ sessions }: AppointmentDay, doctor: string | null): Cell | null =>
  sessions.find((session) => session.practitionerId === doctor && isOpen(session)) ??
  sessions.find(isOpen) ??
  sessions[0] ??
  null
