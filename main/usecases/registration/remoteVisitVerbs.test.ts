import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { createRemotePatientDesk } from '../card/remotePatientDesk.ts'
import { summariseVisit } from '../record/visitView.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { createRemoteVisits, type RemoteVisits } from './remoteVisits.ts'
import { askRemoteVisitAgain } from './remoteVisitVerbs.ts'

const hour = 3_600_000

let desk: TestDesk
let remote: RemoteVisits
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
  const { context } = desk
  remote = createRemoteVisits({
    ...context,
    desk: context.settings.desk,
    pause: () => setImmediate(),
    atDesk: createRemotePatientDesk(() => desk.context),
    onFault: (error) => expect.unreachable(String(error)),
  })
})
afterEach(async () => {
  remote.dispose()
  await desk.dispose()
})

const tokenOf = (person: typeof lin): string =>
  desk.control.makeVirtualCard({
    person: { ...person, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false },
  })
const byVideo = { attendance: 'video', consent: { how: 'written', reason: null } } as const
/** A visit by video whose virtual card has just lapsed, and still stands on the screen. */
const lapsed = async (): Promise<EncounterId> => {
  okValue(await createRemotePatientDesk(() => desk.context).show(tokenOf(lin), lin.nationalId))
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration(byVideo)))
  desk.advance(hour)
  desk.context.virtualCards.sweep()
  expect(okValue(await summariseVisit(desk.context, encounterId)).virtualUntil).toBeNull()
  return encounterId
}

describe('the app of a patient whose virtual card has lapsed in a remote visit', () => {
  it('is asked again with the consent of the visit, which goes on with what comes', async () => {
    const encounterId = await lapsed()
    const asked = okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    expect(asked).toMatchObject({ state: 'waiting', attendance: 'video', consent: { how: 'written' } })
    // The lapsed card has left the desk, so that the approval finds its place by itself.
    expect(desk.context.cards.current()).toBeNull()
    desk.published.length = 0
    desk.control.decideRemoteVisit('fake-access-1', tokenOf(lin))
    await expect.poll(async () => (await remote.list())[0]?.state).toBe('presented')
    expect(desk.published).toContainEqual({ name: 'visit:changed', payload: { encounterId } })
    expect(okValue(await summariseVisit(desk.context, encounterId))).toMatchObject({
      state: 'waiting',
      virtualUntil: expect.any(String),
      consent: { how: 'written' },
    })
    expect(desk.control.serialRequests).toHaveLength(1)
  })

  it('is not asked twice, nor for a visit that is not there', async () => {
    const encounterId = await lapsed()
    okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    expect(await askRemoteVisitAgain(desk.context, remote, { encounterId })).toMatchObject({
      error: { code: 'REMOTE_VISIT_OPEN' },
    })
    const unknown = { encounterId: desk.context.newId() as EncounterId }
    expect(await askRemoteVisitAgain(desk.context, remote, unknown)).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })

  it('is not asked for a visit in the clinic', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    expect(await askRemoteVisitAgain(desk.context, remote, { encounterId })).toMatchObject({
      error: { code: 'VISIT_STATE' },
    })
  })
})
