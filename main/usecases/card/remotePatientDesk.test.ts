import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { knownPatient } from '../make-up/makeUpVisits.ts'
import { checkHome } from '../registration/checkHome.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { createRemoteVisits, type RemoteVisits } from '../registration/remoteVisits.ts'
import { requestRemoteVisit } from '../registration/remoteVisitVerbs.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { createRemotePatientDesk } from './remotePatientDesk.ts'
import { readCardAgain } from './virtualCardAtDesk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const remoteDesk = () => createRemotePatientDesk(() => desk.context)
/** A patient who has approved, by default stands at the desk, and what has become of the request for it. */
const approved = async (until: 'presented' | 'approved' = 'presented') => {
  const patientId = await knownPatient(desk)
  const { context } = desk
  const remote = createRemoteVisits({
    ...context,
    desk: context.settings.desk,
    pause: () => setImmediate(),
    atDesk: remoteDesk(),
    onFault: (error) => expect.unreachable(String(error)),
  })
  const consent = { how: 'spoken', reason: null } as const
  okValue(await requestRemoteVisit(context, remote, { patientId, attendance: 'video', consent }))
  desk.control.decideRemoteVisit('fake-access-1', tokenOf(lin))
  const only = async () => (await remote.list())[0]
  await expect.poll(async () => (await only())?.state).toBe(until)
  return { remote, only }
}
/** What takes the desk before the registration: the next patient's card, which is then pulled. */
const displaced = async (remote: RemoteVisits) => {
  await desk.insert(wu)
  await remote.cardChanged()
  desk.pull()
  await remote.cardChanged()
}

const tokenOf = (person: typeof lin): string =>
  desk.control.makeVirtualCard({
    person: { ...person, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false },
  })

it('an approved patient is at the desk, authenticated, and is registered as by video with a virtual card', async () => {
  const token = tokenOf(lin)
  const { sessionId } = okValue(await remoteDesk().show(token, lin.nationalId))
  expect(desk.context.cards.current()?.session).toMatchObject({
    sessionId,
    medium: 'virtual',
    phase: 'authenticated',
    virtual: { source: 'remote' },
  })
  const form = desk.registration({ attendance: 'video', consent: { how: 'spoken', reason: null } })
  const visit = okValue(await registerVisit(desk.context, form))
  expect(visit).toMatchObject({ attendance: 'video', medium: 'virtual', consent: { how: 'spoken' } })
  expect(JSON.stringify(desk.published)).not.toContain(token)
})

it("somebody else's virtual card is put away at once", async () => {
  expect(await remoteDesk().show(tokenOf(wu), lin.nationalId)).toMatchObject({
    error: { code: 'VIRTUAL_CARD_MISMATCH' },
  })
  expect(desk.context.cards.current()).toBeNull()
})

it('without the line nothing is redeemed, and a home is told so before the code is shown', async () => {
  const token = tokenOf(lin)
  desk.control.cutServer(true)
  expect(await remoteDesk().show(token, lin.nationalId)).toMatchObject({
    error: { code: 'VIRTUAL_CARD_NOT_REDEEMED', retryable: true },
  })
  const check = okValue(await checkHome(desk.context, desk.board, desk.watch))
  expect(check.ways[0]).toMatchObject({ way: 'virtual', possible: false, obstacles: ['network'] })
  desk.control.cutServer(false)
  okValue(await remoteDesk().show(token, lin.nationalId))
})

it('a card put in before the registration takes nothing away: the patient is approved still, and comes back', async () => {
  desk.control.letVirtualCardsReturn(true)
  const { remote, only } = await approved()
  const { remoteVisitId } = (await only()) ?? expect.unreachable()
  await desk.insert(wu)
  await remote.cardChanged()
  expect(await only()).toMatchObject({ state: 'approved', cardSessionId: null, fault: null })
  expect(await remote.present(remoteVisitId)).toMatchObject({ error: { code: 'DESK_OCCUPIED' } })
  desk.pull()
  okValue(await remote.present(remoteVisitId))
  const session = desk.context.cards.current()?.session
  expect(session).toMatchObject({ medium: 'virtual', phase: 'authenticated', holder: { name: lin.name } })
  expect(await only()).toMatchObject({ state: 'presented', cardSessionId: session?.sessionId })
  expect(remote.consentOf(session?.sessionId ?? null)).toMatchObject({ how: 'spoken' })
  expect(okValue(await registerVisit(desk.context, desk.registration())).medium).toBe('virtual')
  await displaced(remote)
  expect(await only()).toBeUndefined()
})

it.each(['probeServer', 'readVirtualCard'] as const)(
  'who comes to the desk during %s keeps it, and the approved patient comes when it is free',
  async (call) => {
    const release = desk.control.hold(call)
    const asked = desk.control.calls.filter((each) => each === call).length
    const approving = approved('approved')
    await expect.poll(() => desk.control.calls.filter((each) => each === call).length).toBe(asked + 1)
    await desk.insert(wu)
    const { remote, only } = await approving
    release()
    await desk.context.cardTurn(async () => undefined)
    const walkIn = desk.context.cards.current()?.session
    expect(walkIn).toMatchObject({ medium: 'plastic', holder: { name: wu.name } })
    const waiting = (await only()) ?? expect.unreachable()
    expect(waiting).toMatchObject({ state: 'approved', fault: null })
    expect(await remote.present(waiting.remoteVisitId)).toMatchObject({ error: { code: 'DESK_OCCUPIED' } })
    expect(desk.context.cards.current()?.session.sessionId).toBe(walkIn?.sessionId)
    expect(desk.control.calls).not.toContain('presentVirtualCard')
    desk.pull()
    okValue(await remote.present(waiting.remoteVisitId))
    expect(await only()).toMatchObject({ state: 'presented', fault: null })
    expect(desk.context.cards.current()?.session).toMatchObject({
      medium: 'virtual',
      phase: 'authenticated',
      holder: { name: lin.name },
      patient: { name: lin.name },
    })
    expect(desk.control.calls.filter((each) => each === 'readVirtualCard')).toHaveLength(1)
    expect(okValue(await registerVisit(desk.context, desk.registration())).medium).toBe('virtual')
  },
)

it('where the NHI takes no card a second time, that is told before anybody registers', async () => {
  const { remote, only } = await approved()
  const { remoteVisitId } = (await only()) ?? expect.unreachable()
  await displaced(remote)
  okValue(await remote.present(remoteVisitId))
  expect(await only()).toMatchObject({ state: 'failed', fault: { code: 'VIRTUAL_CARD_LAPSED' } })
  expect(desk.context.cards.current()).toBeNull()
})

it('a card read again is the same stay, and one that a person puts away is gone with its request', async () => {
  const { remote, only } = await approved()
  const read = okValue(await readCardAgain(desk.context))
  await remote.cardChanged()
  expect(await only()).toMatchObject({ state: 'presented', cardSessionId: read?.sessionId })
  expect(remote.consentOf(read?.sessionId ?? null)).not.toBeNull()
  await remoteDesk().putAway(read?.sessionId ?? expect.unreachable())
  await remote.cardChanged()
  expect(await only()).toBeUndefined()
})
