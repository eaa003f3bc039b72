import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { lin, openTestDesk, type TestDesk } from '../testDesk.ts'
import { changePatientPin, disablePatientPin, verifyPatientPin } from './patientPin.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.watch.round()
})
afterEach(() => desk.dispose())

const codeOf = (result: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
  result.error?.code ?? 'ok'
/** Everything published but the numbers: the digits of a duration may be anybody's PIN. */
const said = () => JSON.stringify(desk.published, (_, value: unknown) => (typeof value === 'number' ? null : value))
const session = () => desk.context.cards.current()?.session

describe('a patient card with its own PIN', () => {
  it('is named, waits for the PIN, and goes on by itself once it is right', async () => {
    await desk.insert(lin, '2580')
    expect(session()).toMatchObject({ phase: 'identified', fault: { code: 'PATIENT_PIN_NEEDED' }, insurance: null })
    expect(codeOf(await verifyPatientPin(desk.context, '1111'))).toBe('PATIENT_PIN_WRONG')
    expect(session()?.fault?.code).toBe('PATIENT_PIN_NEEDED')
    expect(codeOf(await verifyPatientPin(desk.context, '2580'))).toBe('ok')
    await desk.context.cards.settled()
    expect(session()).toMatchObject({ phase: 'authenticated', insurance: { insuredMark: '3' } })
    expect(said()).not.toContain('2580')
  })

  it('is asked for nothing without a card, or without a PIN', async () => {
    expect(codeOf(await verifyPatientPin(desk.context, '2580'))).toBe('CARD_ABSENT')
    expect(codeOf(await verifyPatientPin(desk.context, null))).toBe('PATIENT_PIN_NEEDED')
    expect(desk.control.calls).not.toContain('verifyPatientPin')
  })

  it('has its PIN changed and taken off by whoever knows the old one', async () => {
    await desk.insert(lin, '2580')
    expect(codeOf(await changePatientPin(desk.context, { pin: null, newPin: '1470' }))).toBe('PATIENT_PIN_NEEDED')
    expect(codeOf(await changePatientPin(desk.context, { pin: '1111', newPin: '1470' }))).toBe('PATIENT_PIN_WRONG')
    expect(session()?.fault?.code).toBe('PATIENT_PIN_NEEDED')
    expect(codeOf(await changePatientPin(desk.context, { pin: '2580', newPin: '1470' }))).toBe('ok')
    await desk.context.cards.settled()
    expect(session()?.phase).toBe('authenticated')
    expect(codeOf(await disablePatientPin(desk.context, '2580'))).toBe('PATIENT_PIN_WRONG')
    expect(codeOf(await disablePatientPin(desk.context, '1470'))).toBe('ok')
    await desk.context.cards.readAgain()
    await desk.context.cards.settled()
    expect(session()?.phase).toBe('authenticated')
    expect(said()).not.toMatch(/2580|1470/)
  })

  it('is not changed or freed by whoever finds it verified: without the old PIN it is logged out first', async () => {
    await desk.insert(lin, '2580')
    expect(codeOf(await verifyPatientPin(desk.context, '2580'))).toBe('ok')
    await desk.context.cards.settled()
    expect(session()?.phase).toBe('authenticated')
    expect(codeOf(await changePatientPin(desk.context, { pin: null, newPin: '1470' }))).toBe('PATIENT_PIN_NEEDED')
    expect(session()).toMatchObject({ phase: 'identified', fault: { code: 'PATIENT_PIN_NEEDED' } })
    expect(codeOf(await verifyPatientPin(desk.context, '2580'))).toBe('ok')
    await desk.context.cards.settled()
    expect(codeOf(await disablePatientPin(desk.context, null))).toBe('PATIENT_PIN_NEEDED')
    expect(codeOf(await verifyPatientPin(desk.context, '2580'))).toBe('ok')
  })

  it('that has none gets one without an old one, and goes on as the card it was', async () => {
    await desk.insert(lin)
    const before = session()?.sessionId
    expect(codeOf(await changePatientPin(desk.context, { pin: null, newPin: '1470' }))).toBe('ok')
    await desk.context.cards.settled()
    expect(session()).toMatchObject({ sessionId: before, phase: 'authenticated' })
    expect(okValue(await registerVisit(desk.context, desk.registration())).state).toBe('waiting')
    expect(codeOf(await disablePatientPin(desk.context, '1111'))).toBe('PATIENT_PIN_WRONG')
    expect(codeOf(await disablePatientPin(desk.context, '1470'))).toBe('ok')
  })

  it('goes on after the right old PIN even where the new one is refused', async () => {
    await desk.insert(lin, '2580')
    expect(codeOf(await changePatientPin(desk.context, { pin: '2580', newPin: '1' }))).toBe('PIN_CHANGE_FAILED')
    await desk.context.cards.settled()
    expect(session()?.phase).toBe('authenticated')
  })

  it('is neither changed nor freed without a card', async () => {
    expect(codeOf(await changePatientPin(desk.context, { pin: null, newPin: '1470' }))).toBe('CARD_ABSENT')
    expect(codeOf(await disablePatientPin(desk.context, '1470'))).toBe('CARD_ABSENT')
    expect(desk.control.calls).not.toContain('changePatientPin')
  })
})
