import { afterEach, beforeEach, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { checkHome } from '../registration/checkHome.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { showRemotePatient } from './showRemotePatient.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const tokenOf = (person: typeof lin): string =>
  desk.control.makeVirtualCard({
    person: { ...person, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false },
  })

it('an approved patient is at the desk, authenticated, and is registered as by video with a virtual card', async () => {
  const token = tokenOf(lin)
  const sessionId = okValue(await showRemotePatient(desk.context, token, lin.nationalId))
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
  expect(await showRemotePatient(desk.context, tokenOf(wu), lin.nationalId)).toMatchObject({
    error: { code: 'VIRTUAL_CARD_MISMATCH' },
  })
  expect(desk.context.cards.current()).toBeNull()
})

it('without the line nothing is redeemed, and a home is told so before the code is shown', async () => {
  const token = tokenOf(lin)
  desk.control.cutServer(true)
  expect(await showRemotePatient(desk.context, token, lin.nationalId)).toMatchObject({
    error: { code: 'VIRTUAL_CARD_NOT_REDEEMED', retryable: true },
  })
  const check = okValue(await checkHome(desk.context, desk.board, desk.watch))
  expect(check.ways[0]).toMatchObject({ way: 'virtual', possible: false, obstacles: ['network'] })
  desk.control.cutServer(false)
  okValue(await showRemotePatient(desk.context, token, lin.nationalId))
})
