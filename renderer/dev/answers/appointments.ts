import { AppointmentSchema } from '../../../preload/contract/appointments/appointment.ts'
import type { ChannelName, ChannelOutput } from '../../../preload/contract/index.ts'
import { channels } from '../../../preload/contract/index.ts'
import type { AppError } from '../../../preload/contract/result.ts'
import { laterDay } from '../../ui/format/weekday.ts'
import fixtures from '../fixtures.json'
import { type Handlers, id, instant } from '../world.ts'

type OwnName = Extract<ChannelName, `appointment:${string}` | `roster:${string}`>

const today = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const [doctor] = fixtures.doctors
const doctorId = doctor?.id ?? 'dr-1'
const doctorName = doctor?.name ?? ''
const [room] = fixtures.rooms

const appointment = (number: number, changes: object = {}) =>
  AppointmentSchema.parse({
    appointmentId: id(7000 + number),
    version: 1,
    day: today(),
    session: 'morning',
    at: 540 + number * 10,
    practitionerId: doctorId,
    dutyName: doctorName,
    roomName: room?.name ?? '',
    number,
    patientId: null,
    chartNumber: '',
    name: `${fixtures.surnames[number] ?? ''}${fixtures.given[number] ?? ''}`,
    phone: '0912345678',
    source: number % 3 === 0 ? 'cloud' : 'phone',
    state: number === 1 ? 'arrived' : 'booked',
    note: '',
    cancelReason: '',
    noShows: number === 2 ? 2 : 0,
    encounterId: null,
    trouble: number === 3 ? 'unknown-patient' : null,
    ...changes,
  })

const booked = () => [1, 2, 3, 4].map((number) => appointment(number))
const session = (part: 'morning' | 'afternoon', from: number, off: 'leave' | null) => ({
  practitionerId: doctorId,
  practitionerName: doctorName,
  substituteName: null,
  session: part,
  roomName: room?.name ?? '',
  from,
  to: from + 120,
  isExtra: false,
  off,
  reason: '',
  numberLimit: null,
  bookable: 24,
  booked: part === 'morning' ? 4 : 0,
  arrived: part === 'morning' ? 1 : 0,
  slots: Array.from({ length: 12 }, (_, index) => ({
    at: from + index * 10,
    bookable: 2,
    booked: index > 0 && index < 5 && part === 'morning' ? 1 : 0,
    isPast: false,
  })),
})
const sessions = () => [session('morning', 540, null), session('afternoon', 840, 'leave')]

const dayOf = (day: string): ChannelOutput<'appointment:day'> =>
  channels['appointment:day'].output.parse({
    day,
    holiday: '',
    sessions: sessions(),
    appointments: day === today() ? booked() : [],
    cloud: { isConfigured: true, pulledAt: instant(-180_000), failure: null },
  })

const roster = (): ChannelOutput<'roster:show'> =>
  channels['roster:show'].output.parse({
    patterns: [1, 3, 5].map((weekday) => ({
      patternId: id(7100 + weekday),
      practitionerId: doctorId,
      practitionerName: doctorName,
      weekday,
      session: 'morning',
      roomId: room?.roomId ?? '1',
      roomName: room?.name ?? '',
      from: 540,
      to: 720,
      slotMinutes: 10,
      places: 2,
      walkInPlaces: 1,
      numberLimit: 40,
      validFrom: '2026-11-01',
      validTo: null,
    })),
    exceptions: [],
    doctors: fixtures.doctors.map((one) => ({ practitionerId: one.id, name: one.name })),
    rooms: fixtures.rooms,
    sessions: [
      { session: 'morning', from: 0, to: 780 },
      { session: 'afternoon', from: 780, to: 1080 },
      { session: 'evening', from: 1080, to: 1440 },
    ],
  })

const refused: AppError = { code: 'APPOINTMENT_STATE', retryable: false }

/** Appointments of somebody without a chart, as the registration form gets them. */
export const appointmentOffers = (): ChannelOutput<'registration:options'>['appointments'] => []

/** A day with a few appointments; what is done to them is refused, because nothing is kept here. */
export const appointmentHandlers: Pick<Handlers, OwnName> = {
  'appointment:day': (_, { day }) => dayOf(day ?? today()),
  'appointment:week': (_, { day }) =>
    channels['appointment:week'].output.parse({
      days: Array.from({ length: 7 }, (_, index) => ({
        day: laterDay(day, index - ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)),
        holiday: '',
        sessions: index > 4 ? [] : sessions().map(({ slots: _slots, ...rest }) => rest),
      })),
    }),
  'appointment:count': () => ({ booked: 4, arrived: 1, noShow: 0, todos: 2 }),
  'appointment:todos': () => ({
    appointments: [appointment(5, { trouble: 'leave' }), appointment(6, { trouble: 'no-show' })],
    unreadable: [],
  }),
  'appointment:book': (_, input) => appointment(8, { name: input.name, phone: input.phone, at: input.at }),
  'appointment:move': () => refused,
  'appointment:cancel': () => refused,
  'appointment:restore': () => refused,
  'appointment:no-show': () => refused,
  'appointment:link-patient': () => refused,
  'appointment:dismiss-unreadable': () => ({}),
  'appointment:pull': () => ({}),
  'roster:show': roster,
  'roster:plan': () => ({ roster: roster(), toMove: 0 }),
  'roster:end': () => ({ roster: roster(), toMove: 0 }),
  'roster:except': () => ({ roster: roster(), toMove: 1, exceptionId: id(7200) }),
  'roster:undo-exception': () => ({ roster: roster(), toMove: 0 }),
}
