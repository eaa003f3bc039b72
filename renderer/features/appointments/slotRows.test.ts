import { expect, it } from 'vitest'
import { channels } from '../../../preload/contract/index.ts'
import { firstCell, isThere, slotRows } from './slotRows.ts'

const appointment = (key: number, changes: object) => ({
  appointmentId: `019a0000-0000-7000-8000-00000000000${key}`,
  version: 1,
  day: '2026-11-27',
  session: 'morning',
  at: 540,
  practitionerId: 'dr-1',
  dutyName: '許示範',
  roomName: '一診',
  number: key,
  patientId: null,
  chartNumber: '',
  name: '林示安',
  phone: '',
  source: 'phone',
  state: 'booked',
  note: '',
  cancelReason: '',
  noShows: 0,
  encounterId: null,
  trouble: null,
  ...changes,
})

const day = channels['appointment:day'].output.parse({
  day: '2026-11-27',
  holiday: '',
  sessions: [
    {
      practitionerId: 'dr-1',
      practitionerName: '許示範',
      substituteName: null,
      session: 'morning',
      roomName: '一診',
      from: 540,
      to: 570,
      isExtra: false,
      off: null,
      reason: '',
      numberLimit: null,
      bookable: 4,
      booked: 2,
      arrived: 0,
      slots: [
        { at: 540, bookable: 2, booked: 2, isPast: false },
        { at: 550, bookable: 2, booked: 0, isPast: false },
        { at: 560, bookable: 2, booked: 0, isPast: true },
      ],
    },
  ],
  appointments: [
    appointment(1, {}),
    appointment(2, {}),
    appointment(3, { practitionerId: 'dr-2' }),
    appointment(4, { state: 'cancelled' }),
  ],
  cloud: { isConfigured: false, pulledAt: null, failure: null },
})

it('shows who is booked, what can still be booked, and cancelled ones last', () => {
  const keys = slotRows(day, { practitionerId: 'dr-1', session: 'morning' }).map((row) =>
    row.kind === 'free' ? `${row.at} ${row.left}` : String(row.appointment.number),
  )
  expect(keys).toEqual(['1', '2', '550 2', '4'])
  expect(slotRows(day, null)).toEqual([])
})

it('offers nothing in a session that is off, and begins with one that is held', () => {
  const off = { ...day, sessions: day.sessions.map((session) => ({ ...session, off: 'leave' as const })) }
  expect(
    slotRows(off, { practitionerId: 'dr-1', session: 'morning' }).every(({ kind }) => kind === 'appointment'),
  ).toBe(true)
  expect(firstCell(day, null)).toMatchObject({ practitionerId: 'dr-1', session: 'morning' })
})

it('looks at the sessions of the doctor who asks somebody back, and at any other where there are none', () => {
  const [session] = day.sessions
  const ofTwo = channels['appointment:day'].output.parse({
    ...day,
    sessions: [
      session,
      { ...session, practitionerId: 'dr-2', off: 'leave' },
      { ...session, practitionerId: 'dr-2', session: 'afternoon' },
      { ...session, practitionerId: 'dr-3', off: 'closed' },
    ],
  })
  expect(firstCell(ofTwo, 'dr-2')).toMatchObject({ practitionerId: 'dr-2', session: 'afternoon' })
  expect(firstCell(ofTwo, 'dr-3')).toMatchObject({ practitionerId: 'dr-1', session: 'morning' })
  expect(['dr-1', 'dr-2', 'dr-3', 'dr-4'].map((doctor) => isThere(ofTwo, doctor))).toEqual([true, true, false, false])
})
