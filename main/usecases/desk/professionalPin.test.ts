import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NhiWay } from '../../../native/nhi-control/port.ts'
import { lin, openTestDesk, professionalPin, type TestDesk } from '../testDesk.ts'
import {
  changeProfessionalPin,
  logOutProfessional,
  unlockProfessionalCard,
  verifyProfessionalPin,
} from './professionalPin.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.watch.round()
})
afterEach(() => desk.dispose())

const card = () => desk.board.current().professionalCard
const verify = (pin: string | null) => verifyProfessionalPin(desk.watch, desk.board, pin)
const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.error?.code ?? 'ok'

describe('who is signed in', () => {
  it('is told by name, with the masked id and since when', async () => {
    expect(card().state).toBe('pin-pending')
    expect(await verify(professionalPin)).toMatchObject({ ok: true })
    expect(card()).toEqual({
      state: 'verified',
      practitionerName: '許示範',
      nationalIdMasked: 'A1******89',
      since: '2026-11-20T02:00:00.000Z',
      triesLeft: null,
    })
  })

  it('is signed out again', async () => {
    await verify(professionalPin)
    expect(codeOf(await logOutProfessional(desk.watch, desk.board))).toBe('ok')
    expect(card()).toMatchObject({ state: 'pin-pending', practitionerName: null, nationalIdMasked: null })
  })

  it('wrong PINs are counted, lock the card, and the PUK unlocks it and signs in', async () => {
    expect(codeOf(await verify('000000'))).toBe('PROFESSIONAL_PIN_WRONG')
    expect(card()).toMatchObject({ state: 'pin-pending', triesLeft: 2 })
    await verify('000000')
    expect(codeOf(await verify('000000'))).toBe('PROFESSIONAL_PIN_LOCKED')
    await desk.watch.round()
    expect(card()).toMatchObject({ state: 'locked', triesLeft: 0 })
    const unlock = (puk: string, newPin: string) => unlockProfessionalCard(desk.watch, desk.board, { puk, newPin })
    expect(codeOf(await unlock('00000000', '654321'))).toBe('PROFESSIONAL_PUK_WRONG')
    expect(card().state).toBe('locked')
    expect(codeOf(await unlock('12345678', '654321'))).toBe('ok')
    expect(card()).toMatchObject({ state: 'verified', practitionerName: '許示範' })
  })

  it('a PIN can be changed by whoever is signed in', async () => {
    const change = (newPin: string) => changeProfessionalPin(desk.watch, desk.board, newPin)
    expect(codeOf(await change('654321'))).toBe('PROFESSIONAL_PIN_NEEDED')
    await verify(professionalPin)
    expect(codeOf(await change('654321'))).toBe('ok')
    await logOutProfessional(desk.watch, desk.board)
    expect(codeOf(await verify('654321'))).toBe('ok')
  })

  it('no PIN is in anything that is published, nor in an answer', async () => {
    const answers = [
      await verify('918273'),
      await verify(professionalPin),
      await changeProfessionalPin(desk.watch, desk.board, '554433'),
    ]
    const said = JSON.stringify([answers, desk.published])
    for (const pin of ['918273', '554433', `"${professionalPin}"`]) expect(said).not.toContain(pin)
  })
})

describe('where the PIN is typed', () => {
  it('on the screen none is nothing', async () => {
    expect(codeOf(await verify(null))).toBe('PROFESSIONAL_PIN_NEEDED')
    expect(desk.control.calls).not.toContain('verifyProfessionalPin')
  })

  it('on the reader none is sent, whatever a screen gives', async () => {
    const way: NhiWay = { ...desk.control.way, pinEntry: 'device' }
    const sent: string[] = []
    const control = {
      ...desk.watch.control,
      way,
      open: desk.watch.control.open,
      verifyProfessionalPin: async (pin: string) => {
        sent.push(pin)
        return { ok: true, value: null } as const
      },
    }
    await verifyProfessionalPin({ ...desk.watch, control }, desk.board, null)
    await verifyProfessionalPin({ ...desk.watch, control }, desk.board, '123456')
    expect(sent).toEqual(['', ''])
  })
})

describe('what the professional’s session forbids', () => {
  const threeCards = () => desk.context.control.signWithCards('three', '91')

  it('a card that PC/SC saw leave signs nothing, even before the control software has noticed', async () => {
    await verify(professionalPin)
    await desk.insert(lin)
    expect(codeOf(await threeCards())).toBe('ok')
    desk.watch.professional.observe({ type: 'removed' })
    expect(card()).toMatchObject({ state: 'removed', practitionerName: '許示範' })
    for (const refused of [
      await threeCards(),
      await desk.context.control.criticalIllnesses(),
      await desk.context.control.cardPrescriptions(),
      await desk.context.control.cardVisitsWithDiagnoses(),
    ]) {
      expect(codeOf(refused)).toBe('PROFESSIONAL_CARD_ABSENT')
    }
    expect(codeOf(await desk.context.control.signWithCards('two', '01'))).toBe('ok')
  })

  it('is back with the card, once its PIN is verified', async () => {
    await verify(professionalPin)
    await desk.insert(lin)
    desk.watch.professional.observe({ type: 'removed' })
    desk.control.removeProfessionalCard()
    desk.advance(1_000)
    await desk.watch.round()
    desk.advance(1_000)
    desk.watch.professional.observe({ type: 'inserted' })
    desk.control.insertProfessionalCard(professionalPin)
    expect(codeOf(await threeCards())).toBe('PROFESSIONAL_PIN_NEEDED')
    expect(codeOf(await verify(professionalPin))).toBe('ok')
    expect(codeOf(await threeCards())).toBe('ok')
  })

  it('believes what the control software says now, not what it said five seconds ago', async () => {
    await desk.insert(lin)
    await desk.control.verifyProfessionalPin(professionalPin)
    expect(card().state).toBe('pin-pending')
    expect(codeOf(await threeCards())).toBe('ok')
  })

  it('a virtual card that is signed in elsewhere now is signed out here', async () => {
    await verify(professionalPin)
    await desk.insert(lin)
    desk.control.refuseNext('cardPrescriptions', 'PROFESSIONAL_SESSION_ELSEWHERE', 9267)
    expect(codeOf(await desk.context.control.cardPrescriptions())).toBe('PROFESSIONAL_SESSION_ELSEWHERE')
    expect(card().state).toBe('pin-pending')
  })

  it('where the control software cannot be asked nothing is forbidden', async () => {
    await verify(professionalPin)
    desk.control.refuseNext('status', 'CONTROL_ABSENT')
    await desk.watch.ask()
    expect(card().state).toBe('unknown')
    expect(await desk.watch.professional.lock()).toBeNull()
  })
})
