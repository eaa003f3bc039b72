import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { fieldsOf, textField } from '../http/fields.ts'
import { type Desk, readiness, signed } from './desk.ts'
import { CODE } from './statusCode.ts'

const TOKEN_LIMIT = 400

/** /api/hc virtual cards: the scanned QR text goes to the data centre, which knows the card behind it. */
export function virtualCardRoutes(desk: Desk): readonly Route[] {
  const ask = async (request: Request, path: string): Promise<Record<string, unknown>> => {
    const ready = readiness(desk)
    if (ready !== CODE.done) return { statusCode: ready }
    const token = textField(fieldsOf(request.body), 'token', TOKEN_LIMIT)
    if (!token) return { statusCode: CODE.badParameter }
    const reply = await desk.dataCentre.ask(path, { ...signed(desk, 'sam', '01'), token })
    return reply ?? { statusCode: CODE.networkUnreachable }
  }

  const readBasic = async (request: Request): Promise<Reply> => ok(await ask(request, '/simulated/virtual-card/basic'))

  const verify = async (request: Request): Promise<Reply> => {
    const { statusCode, cardId, idNo } = await ask(request, '/simulated/virtual-card/verification')
    if (statusCode === CODE.done) {
      desk.session.virtualCard = { hcId: String(cardId), hcIdNo: String(idNo), verifiedAt: Date.now() }
    }
    return ok({ statusCode })
  }

  return [
    { method: 'POST', path: '/api/hc/v1/VirtualHc/ReadBasic', handle: readBasic },
    { method: 'POST', path: '/api/hc/v1/Verification/VirtualHc', handle: verify },
  ]
}
