import type { ReportGrouping } from '../../../preload/contract/paper/reportLayouts.ts'
import { type Fact, nameOf } from './fact.ts'
import { weekdayOf } from './visitFacts.ts'

/** An appointment as the report of no-shows counts it. */
export interface CountedAppointment {
  readonly day: string
  readonly session: string
  readonly state: 'booked' | 'arrived' | 'no-show' | 'cancelled'
  /** Null for any doctor. */
  readonly practitionerId: string | null
  /** Null where the booked person has no chart. */
  readonly chartNumber: string | null
  /** As the chart has it, else as it was said at the booking. */
  readonly name: string
  /** The visit by which the person came. */
  readonly encounterId: string | null
}

const rowOf = (
  by: ReportGrouping,
  { day, session, practitionerId, chartNumber, name }: CountedAppointment,
  doctors: ReadonlyMap<string, string>,
): Pick<Fact, 'key' | 'name'> => {
  switch (by) {
    case 'doctor': {
      const doctor = practitionerId === null ? undefined : doctors.get(practitionerId)
      return { key: [practitionerId ?? ''], name: doctor === undefined ? null : nameOf(doctor) }
    }
    case 'session':
      return { key: [weekdayOf(day), session], name: null }
    case 'day':
      return { key: [day], name: null }
    default:
      return chartNumber === null
        ? { key: [name.slice(0, 60)], name: null }
        : { key: [chartNumber], name: nameOf(name) }
  }
}

/**
 * An appointment: somebody came, nobody came, or it was called off. One that nobody has decided on yet adds nothing, because only a person
 * makes a no-show.
 */
export const noShowFact = (
  by: ReportGrouping,
  appointment: CountedAppointment,
  doctors: ReadonlyMap<string, string>,
): Fact | null => {
  const { state, encounterId } = appointment
  if (state === 'booked') return null
  const adds =
    state === 'cancelled'
      ? { calledOff: 1 }
      : state === 'arrived'
        ? { expected: 1, came: 1 }
        : { expected: 1, noShows: 1 }
  return { encounterId, ...rowOf(by, appointment, doctors), adds }
}
