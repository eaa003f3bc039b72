import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { createRemotePatientDesk } from '../card/remotePatientDesk.ts'
import { virtualOf, virtualVisitVerbs } from '../card/virtualVisit.fixture.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { summariseVisit } from '../record/visitView.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'
import { createRemoteVisits, type RemoteVisits } from './remoteVisits.ts'
import { askRemoteVisitAgain } from './remoteVisitVerbs.ts'

const hour = 3_600_000

let desk: TestDesk
let remote: RemoteVisits
const open = (): RemoteVisits =>
  createRemoteVisits({
    ...desk.context,
    desk: desk.context.settings.desk,
    pause: () => setImmediate(),
    atDesk: createRemotePatientDesk(() => desk.context),
    onFault: (error) => expect.unreachable(String(error)),
  })
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
  remote = open()
})
afterEach(async () => {
  remote.dispose()
  await desk.dispose()
})

const tokenOf = (person: typeof lin): string => desk.control.makeVirtualCard(virtualOf(person))
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
    expect(asked).toMatchObject({ encounterId, state: 'waiting', attendance: 'video', consent: { how: 'written' } })
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

  it('may refuse, and be asked once more: one request is listed, and it tells its visit', async () => {
    const encounterId = await lapsed()
    okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    desk.control.decideRemoteVisit('fake-access-1', null)
    await expect.poll(() => remote.list()).toMatchObject([{ encounterId, state: 'refused' }])
    expect(okValue(await summariseVisit(desk.context, encounterId)).state).toBe('waiting')
    const { remoteVisitId } = okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    expect(await remote.list()).toMatchObject([{ remoteVisitId, encounterId, state: 'waiting' }])
    desk.control.decideRemoteVisit('fake-access-2', tokenOf(lin))
    await expect.poll(() => remote.list()).toMatchObject([{ remoteVisitId, state: 'presented' }])
  })

  it('is waited for no more once the visit has ended another way', async () => {
    const encounterId = await lapsed()
    okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    await virtualVisitVerbs(() => desk).consult(encounterId)
    const asException = { encounterId, received: 1000, exceptionCode: 'B000', exceptionReason: null }
    okValue(await desk.context.cardTurn(() => closeVisit(desk.context, asException)))
    expect(await remote.list()).toEqual([])
    desk.control.decideRemoteVisit('fake-access-1', tokenOf(lin))
    await setImmediate()
    expect(desk.context.cards.current()).toBeNull()
  })

  it('was being waited for when the program ended: told of with its visit, and asked anew', async () => {
    const encounterId = await lapsed()
    const first = okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    remote.dispose()
    remote = open()
    const { remoteVisitId } = first
    expect(await remote.list()).toMatchObject([{ remoteVisitId, encounterId, state: 'interrupted' }])
    okValue(await askRemoteVisitAgain(desk.context, remote, { encounterId }))
    expect(await remote.list()).toMatchObject([{ encounterId, state: 'waiting' }])
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
