import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { fieldsOf, textField } from '../http/fields.ts'
import {
  type Answer,
  type Desk,
  isPinVerified,
  type ProfessionalIdentity,
  patientCard,
  professionalCard,
  readiness,
  SERVICE_TYPES,
  signed,
} from './desk.ts'
import { equal } from './session.ts'
import { CODE } from './statusCode.ts'

const CARD_PIN = /^\d{4,6}$/

/** /api/hc: two-card and three-card signatures, and the patient's own PIN. */
export function patientCardRoutes(desk: Desk): readonly Route[] {
  const { session, memory } = desk

  const sign = async (request: Request, withProfessional: boolean): Promise<Reply> => {
    const ready = readiness(desk)
    if (ready !== CODE.done) return ok({ statusCode: ready })
    const serviceType = String(fieldsOf(request.body).serviceType)
    if (!SERVICE_TYPES.includes(serviceType)) return ok({ statusCode: CODE.badParameter })
    const professional = withProfessional ? await verifiedProfessional() : undefined
    if (professional && !professional.ok) return ok({ statusCode: professional.code })
    const patient = await patientCard(desk)
    if (!patient.ok) return ok({ statusCode: patient.code })
    return ok(signed(desk, professional ? 'hpc-hc' : 'hc', serviceType, patient.value, professional?.value))
  }

  const verifiedProfessional = async (): Promise<Answer<ProfessionalIdentity>> => {
    const present = await professionalCard(desk)
    if (present.ok && !isPinVerified(desk, present.value.hpcId)) {
      return { ok: false, code: CODE.professionalPinNotVerified }
    }
    return present
  }

  /** Works on the physical card in the reader; a virtual card has no PIN. */
  const withCard = async (work: (hcId: string) => number): Promise<Reply> => {
    const ready = readiness(desk)
    if (ready !== CODE.done) return ok({ statusCode: ready })
    const reading = await desk.cards.readPatient()
    if (reading.kind === 'none') return ok({ statusCode: CODE.patientCardAbsent })
    if (reading.kind !== 'card') return ok({ statusCode: CODE.notPatientCard })
    return ok({ statusCode: work(reading.hcId) })
  }

  const verifyPin = (request: Request): Promise<Reply> =>
    withCard((hcId) => {
      const pin = memory.value.patientPins[hcId]
      if (pin === undefined) return CODE.noCardPinSet
      if (!equal(textField(fieldsOf(request.body), 'pin', 20) ?? '', pin)) return CODE.cardPinWrong
      session.patientPinVerified = hcId
      return CODE.done
    })

  const setPin = (request: Request): Promise<Reply> =>
    withCard((hcId) => {
      const newPin = textField(fieldsOf(request.body), 'newPin', 20) ?? ''
      if (!CARD_PIN.test(newPin)) return CODE.pinChangeFailed
      if (memory.value.patientPins[hcId] !== undefined && session.patientPinVerified !== hcId)
        return CODE.cardPinNotVerified
      memory.value.patientPins[hcId] = newPin
      memory.save()
      session.patientPinVerified = hcId
      return CODE.done
    })

  const disablePin = (): Promise<Reply> =>
    withCard((hcId) => {
      if (memory.value.patientPins[hcId] === undefined) return CODE.noCardPinSet
      if (session.patientPinVerified !== hcId) return CODE.cardPinNotVerified
      delete memory.value.patientPins[hcId]
      memory.save()
      return CODE.done
    })

  const logout = (): Reply => {
    session.virtualCard = undefined
    session.patientPinVerified = undefined
    return ok({ statusCode: CODE.done })
  }

  return [
    { method: 'POST', path: '/api/hc/v1/Signature/Hc', handle: (request) => sign(request, false) },
    { method: 'POST', path: '/api/hc/v1/Signature/HpcHc', handle: (request) => sign(request, true) },
    { method: 'POST', path: '/api/hc/v1/Pin', handle: verifyPin },
    { method: 'PUT', path: '/api/hc/v1/Pin', handle: setPin },
    { method: 'DELETE', path: '/api/hc/v1/Pin', handle: disablePin },
    { method: 'DELETE', path: '/api/hc/v1/Logout', handle: logout },
  ]
}
