import { IsoDateSchema, PractitionerIdSchema } from '../../preload/contract/words.ts'
import { expect } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import { chargeNobody, type DayDesk, look } from './dayDesk.ts'
import type { Guest } from './guests.ts'

/** Minutes of the day; both are long after a session of any size has let its guests in. */
const morning = { from: 540, to: 720, byTelephone: 700, cloudTime: '11:50' } as const

/** Who comes in a session by an appointment made outside the clinic: not the first, with whom the queue is played. */
export const appointedOf = (guests: readonly Guest[]): Guest | undefined =>
  guests.find(({ way }, place) => place > 0 && way === 'card')

/** The mornings as they were planned long ago, and what the cloud has taken for today. */
export const planDay = async ({ desk, sims }: DayDesk, guests: readonly Guest[]): Promise<void> => {
  const doctor = sims.settings.practitioners.find(({ role }) => role === 'doctor')
  const day = IsoDateSchema.parse(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10))
  if (doctor === undefined) throw new Error('the clinic has no doctor')
  await desk.ask('roster:plan', {
    practitionerId: PractitionerIdSchema.parse(doctor.id),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    session: 'morning',
    roomId: '1',
    from: morning.from,
    to: morning.to,
    slotMinutes: 10,
    places: 3,
    walkInPlaces: 1,
    numberLimit: null,
    validFrom: day,
  })
  const guest = appointedOf(guests)
  if (guest === undefined) return
  const { name, nationalId } = guest
  const at = `${day}T${morning.cloudTime}:00+08:00`
  await sims.cloud.setAppointments([{ appointmentId: 'cloud-1', at, nationalId, name, doctorId: doctor.id }])
}

const caller = { name: '來電試約', phone: '0900123456' } as const

/** Before the session: what the cloud has is fetched, and somebody rings up who won't come. */
export const beginAgenda = async (day: DayDesk, guests: readonly Guest[]): Promise<void> => {
  const { page, appointments } = day.desk
  const { byTelephone } = morning
  await appointments.open()
  await expect(appointments.free(byTelephone)).toBeVisible()
  await page.keyboard.press('Control+L')
  const appointed = appointedOf(guests)
  if (appointed !== undefined) await expect(appointments.row(appointed.name)).toBeVisible()
  await appointments.write(byTelephone, caller)
  await look(day, 'booking an appointment')
  await page.keyboard.press('Enter')
  await appointments.choose(appointments.row(caller.name))
  await look(day, 'appointments')
  await chargeNobody(day)
}

/** Behind the session: who was expected came by the card alone, and the caller is noted as not come. */
export const endAgenda = async (day: DayDesk, guests: readonly Guest[]): Promise<void> => {
  const { page, appointments } = day.desk
  await appointments.open()
  const appointed = appointedOf(guests)
  if (appointed !== undefined) {
    await expect(appointments.row(appointed.name)).toContainText(words('appointment.state.arrived'))
  }
  await appointments.choose(appointments.row(caller.name))
  await page.keyboard.press('F6')
  await expect(appointments.details).toHaveAttribute('data-state', 'no-show')
}
