import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { asFields, textField } from '../http/fields.ts'
import type { SimulatedClock } from '../http/simulatedClock.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { problem } from './problem.ts'
import { readJson } from './requestBody.ts'
import type { CloudState } from './state.ts'

/** What the contract names and this cloud cannot do yet. */
const NOT_YET: readonly (readonly [method: string, path: string])[] = [
  ['POST', '/v1/prescriptions'],
  ['GET', '/v1/prescriptions/:prescriptionId'],
  ['DELETE', '/v1/prescriptions/:prescriptionId'],
  ['POST', '/v1/referrals'],
  ['GET', '/v1/referrals'],
  ['POST', '/v1/labs'],
  ['POST', '/v1/payments'],
  ['GET', '/v1/payments/:paymentId'],
]

/** /health, /audit-heads, /appointments, /rules, and 501 for the rest of the contract. */
export function otherRoutes(file: JsonFile<CloudState>, clock: SimulatedClock): readonly Route[] {
  const anchor = (request: Request): Reply => {
    const body = readJson(request)
    if ('refusal' in body) return body.refusal
    const fields = asFields(body.json)
    const { sequence } = fields
    const deskId = textField(fields, 'deskId', 100)
    const sha256 = textField(fields, 'sha256', 64)
    if (!deskId || !sha256 || typeof sequence !== 'number' || !Number.isInteger(sequence)) {
      return problem(400, 'INVALID', 'deskId, sequence and sha256 are needed')
    }
    const clinic = request.peer.commonName
    const earlier = file.value.auditHeads.filter((head) => head.clinic === clinic && head.deskId === deskId)
    const cut = earlier.some(
      (head) => head.sequence > sequence || (head.sequence === sequence && head.sha256 !== sha256),
    )
    const anchoredAt = new Date(clock.now()).toISOString()
    file.value.auditHeads.push({ clinic, deskId, sequence, sha256, anchoredAt, cut })
    file.save()
    return { status: 201, body: { anchoredAt } }
  }

  const appointments = (request: Request): Reply => {
    const since = request.query.get('since')
    const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since)
    if (Number.isNaN(from)) return problem(400, 'INVALID', 'since is a date-time')
    return ok({ items: file.value.appointments.filter(({ at }) => Date.parse(at) >= from) })
  }

  return [
    { method: 'GET', path: '/v1/health', handle: ({ dataCentre }) => ok({ status: 'ok', idc: dataCentre }) },
    { method: 'POST', path: '/v1/audit-heads', handle: anchor },
    { method: 'GET', path: '/v1/appointments', handle: appointments },
    { method: 'GET', path: '/v1/rules', handle: () => ok({ tables: [] }) },
    {
      method: 'GET',
      path: '/v1/rules/:name/:version',
      handle: () => problem(404, 'NO_SUCH_TABLE', 'no rule tables are announced'),
    },
    ...NOT_YET.map(
      ([method, path]): Route => ({
        method,
        path,
        handle: () => problem(501, 'NOT_IMPLEMENTED', 'this cloud does not offer it yet'),
      }),
    ),
  ]
}
