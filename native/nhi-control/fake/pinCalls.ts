import { fail, ok } from '../../../preload/contract/result.ts'
import type { NhiControlPort } from '../port.ts'
import { done, type FakeDesk, fakeProfessional } from './desk.ts'
import type { FakeStage } from './stage.ts'

type PinCalls = Pick<
  NhiControlPort,
  | 'verifyProfessionalPin'
  | 'professionalCardHolder'
  | 'logOutProfessionalCard'
  | 'changeProfessionalPin'
  | 'unlockProfessionalPin'
  | 'verifyPatientPin'
  | 'changePatientPin'
  | 'disablePatientPin'
>

const wrongPinsToLock = 3
const professionalPinForm = /^\d{6,8}$/
const patientPinForm = /^\d{4,6}$/

const formFailed = (): ReturnType<typeof fail> => fail('PIN_CHANGE_FAILED', { details: { statusCode: 5108 } })
const professionalAbsent = (): ReturnType<typeof fail> => fail('PROFESSIONAL_CARD_ABSENT', { retryable: true })
const patientPinNeeded = (): ReturnType<typeof fail> => fail('PATIENT_PIN_NEEDED', { details: { statusCode: 1511 } })

/** The fake's PINs: the professional's, locked after three wrong ones, and the patient's own. */
export const createFakePinCalls = (stage: FakeStage, desk: FakeDesk): PinCalls => ({
  verifyProfessionalPin: (passed) =>
    stage.call('verifyProfessionalPin', 'local', () => {
      const { professional } = desk
      if (professional === null) return professionalAbsent()
      if (professional.wrong >= wrongPinsToLock) return fail('PROFESSIONAL_PIN_LOCKED')
      professional.verified = professional.pin === desk.pinOf(passed)
      professional.wrong = professional.verified ? 0 : professional.wrong + 1
      if (professional.verified) return done()
      return fail(professional.wrong >= wrongPinsToLock ? 'PROFESSIONAL_PIN_LOCKED' : 'PROFESSIONAL_PIN_WRONG')
    }),
  professionalCardHolder: () =>
    stage.call('professionalCardHolder', 'local', () =>
      desk.withProfessional(() => ok({ nationalId: fakeProfessional.nationalId })),
    ),
  logOutProfessionalCard: () =>
    stage.call('logOutProfessionalCard', 'local', () => {
      if (desk.professional !== null) desk.professional.verified = false
      return done()
    }),
  changeProfessionalPin: (passed) =>
    stage.call('changeProfessionalPin', 'local', () =>
      desk.withProfessional(() => {
        const pin = desk.pinOf(passed)
        if (!professionalPinForm.test(pin)) return formFailed()
        desk.professional = { pin, wrong: 0, verified: true }
        return done()
      }),
    ),
  unlockProfessionalPin: (passedPuk, passedPin) =>
    stage.call('unlockProfessionalPin', 'local', () => {
      if (desk.professional === null) return professionalAbsent()
      const puk = desk.pinOf(passedPuk)
      const pin = desk.pinOf(passedPin)
      if (puk !== fakeProfessional.puk) return fail('PROFESSIONAL_PIN_WRONG', { details: { statusCode: 9039 } })
      if (!professionalPinForm.test(pin)) return formFailed()
      desk.professional = { pin, wrong: 0, verified: false }
      return done()
    }),
  verifyPatientPin: (passed) =>
    stage.call('verifyPatientPin', 'local', () => {
      if (desk.patientPin === null) return done()
      desk.patientPin.verified = desk.patientPin.pin === desk.pinOf(passed)
      return desk.patientPin.verified ? done() : fail('PATIENT_PIN_WRONG', { details: { statusCode: 5102 } })
    }),
  changePatientPin: (passed) =>
    stage.call('changePatientPin', 'local', () => {
      if (desk.patientPin?.verified === false) return patientPinNeeded()
      if (desk.card === null) return fail('CARD_ABSENT', { retryable: true, details: { statusCode: 4013 } })
      const pin = desk.pinOf(passed)
      if (!patientPinForm.test(pin)) return formFailed()
      desk.patientPin = { pin, verified: true }
      return done()
    }),
  disablePatientPin: () =>
    stage.call('disablePatientPin', 'local', () => {
      if (desk.patientPin?.verified === false) return patientPinNeeded()
      desk.patientPin = null
      return done()
    }),
})
