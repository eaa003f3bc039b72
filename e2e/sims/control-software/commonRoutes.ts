import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { fieldsOf } from '../http/fields.ts'
import { type Desk, isPinVerified, professionalCard, readiness, SERVICE_TYPES, signed } from './desk.ts'
import { newSession } from './session.ts'
import { CODE } from './statusCode.ts'

/** /api/common and /api/sam: state, start and end, and the SAM's part. */
export function commonRoutes(desk: Desk): readonly Route[] {
  const { session, configuration } = desk

  const status = async (): Promise<Reply> => {
    const [patient, professional] = await Promise.all([desk.cards.lookAtPatient(), desk.cards.lookAtProfessional()])
    const hc = session.virtualCard || (patient === 'card' && session.samVerified) ? 2 : patient === 'none' ? 0 : 1
    return ok({
      statusCode: CODE.done,
      status: {
        initialized: session.initialised,
        sam: { status: session.samVerified ? 2 : session.initialised ? 1 : 0 },
        hpc: { status: await professionalStatus(professional) },
        hc: { status: hc },
      },
    })
  }

  const professionalStatus = async (look: 'none' | 'foreign' | 'card'): Promise<number> => {
    if (look === 'none') return 0
    if (look === 'foreign' || !session.samVerified) return 1
    if (!session.pinVerified) return 2
    const present = await professionalCard(desk)
    return present.ok && isPinVerified(desk, present.value.hpcId) ? 3 : 2
  }

  const initial = (request: Request): Reply => {
    if (session.initialised) return ok({ statusCode: CODE.alreadyInitialised })
    const { name } = fieldsOf(request.body)
    if (!isKnownDevice(name)) return ok({ statusCode: CODE.deviceNotFound })
    session.initialised = true
    return ok({ statusCode: CODE.done })
  }

  const isKnownDevice = (name: unknown): boolean =>
    name === undefined || name === '' || name === configuration.clinic.samId || /^COM(X)?\d{1,3}$/i.test(String(name))

  const finalize = (): Reply => {
    Object.assign(session, newSession())
    return ok({ statusCode: CODE.done })
  }

  const verifySam = async (): Promise<Reply> => {
    if (!session.initialised) return ok({ statusCode: CODE.notInitialised })
    if (session.samVerified) return ok({ statusCode: CODE.done })
    const reply = await desk.dataCentre.ask('/simulated/sam/verification', signed(desk, 'sam', '01'))
    if (!reply) return ok({ statusCode: CODE.networkUnreachable })
    session.samVerified = reply.statusCode === CODE.done
    return ok({ statusCode: reply.statusCode })
  }

  const signSam = (request: Request): Reply => {
    const code = readiness(desk)
    if (code !== CODE.done) return ok({ statusCode: code })
    const { serviceType } = fieldsOf(request.body)
    if (!SERVICE_TYPES.includes(String(serviceType))) return ok({ statusCode: CODE.badParameter })
    return ok(signed(desk, 'sam', String(serviceType)))
  }

  return [
    { method: 'GET', path: '/api/common/v1/Status', handle: status },
    { method: 'POST', path: '/api/common/v1/Initial', handle: initial },
    { method: 'POST', path: '/api/common/v1/Finalize', handle: finalize },
    { method: 'POST', path: '/api/sam/v1/Verification', handle: verifySam },
    { method: 'POST', path: '/api/sam/v1/Signature', handle: signSam },
  ]
}
