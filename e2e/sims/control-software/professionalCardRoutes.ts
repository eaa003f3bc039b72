import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { type Fields, fieldsOf, textField } from '../http/fields.ts'
import {
  type Desk,
  isPinVerified,
  type ProfessionalIdentity,
  professionalCard,
  readiness,
  SERVICE_TYPES,
  signed,
} from './desk.ts'
import { equal, tryProfessionalPin } from './session.ts'
import { CODE } from './statusCode.ts'

const PROFESSIONAL_PIN = /^\d{6,8}$/

/** /api/hpc: the professional card's PIN and its signature with the SAM. */
export function professionalCardRoutes(desk: Desk): readonly Route[] {
  const { session, memory, configuration } = desk

  const withCard = async (
    request: Request,
    work: (card: ProfessionalIdentity, fields: Fields) => Record<string, unknown>,
  ): Promise<Reply> => {
    const ready = readiness(desk)
    if (ready !== CODE.done) return ok({ statusCode: ready })
    const present = await professionalCard(desk)
    return ok(present.ok ? work(present.value, fieldsOf(request.body)) : { statusCode: present.code })
  }

  const verify = (request: Request): Promise<Reply> =>
    withCard(request, ({ hpcId }, fields) => {
      const pin = textField(fields, 'pin', 20) ?? ''
      const statusCode = tryProfessionalPin(memory, hpcId, pin, configuration.professionalPin)
      session.pinVerified =
        statusCode === CODE.done ? { hpcId, generation: desk.cards.professionalGeneration() } : undefined
      return { statusCode }
    })

  const sign = (request: Request): Promise<Reply> =>
    withCard(request, (card, fields) => {
      const serviceType = String(fields.serviceType)
      if (!SERVICE_TYPES.includes(serviceType)) return { statusCode: CODE.badParameter }
      if (!isPinVerified(desk, card.hpcId)) return { statusCode: CODE.professionalPinNotVerified }
      return signed(desk, 'hpc', serviceType, undefined, card)
    })

  const changePin = (request: Request): Promise<Reply> =>
    withCard(request, ({ hpcId }, fields) => {
      const newPin = textField(fields, 'newPin', 20) ?? ''
      if (!isPinVerified(desk, hpcId)) return { statusCode: CODE.professionalPinNotVerified }
      if (!PROFESSIONAL_PIN.test(newPin)) return { statusCode: CODE.pinChangeFailed }
      return { statusCode: rememberPin(hpcId, newPin) }
    })

  const unlock = (request: Request): Promise<Reply> =>
    withCard(request, ({ hpcId }, fields) => {
      const newPin = textField(fields, 'newPin', 20) ?? ''
      if (!equal(textField(fields, 'puk', 20) ?? '', configuration.professionalPuk)) {
        return { statusCode: CODE.professionalPinWrong }
      }
      if (!PROFESSIONAL_PIN.test(newPin)) return { statusCode: CODE.pinChangeFailed }
      return { statusCode: rememberPin(hpcId, newPin) }
    })

  const rememberPin = (hpcId: string, pin: string): number => {
    memory.value.professionalPins[hpcId] = pin
    memory.value.wrongTries[hpcId] = 0
    memory.save()
    return CODE.done
  }

  const logout = (): Reply => {
    session.pinVerified = undefined
    return ok({ statusCode: CODE.done })
  }

  return [
    { method: 'POST', path: '/api/hpc/v1/Signature', handle: sign },
    { method: 'POST', path: '/api/hpc/v1/Verification/Hpc', handle: verify },
    { method: 'DELETE', path: '/api/hpc/v1/Logout', handle: logout },
    { method: 'POST', path: '/api/hpc/v1/Pin', handle: changePin },
    { method: 'PUT', path: '/api/hpc/v1/Pin', handle: unlock },
  ]
}
