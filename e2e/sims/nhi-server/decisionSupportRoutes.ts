import { verifyCards } from '../card-signature/cardSignature.ts'
import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { asFields, fieldsOf, listField, looseText } from '../http/fields.ts'
import { rocDate } from '../people/rocDate.ts'
import { type DataCentre, personByNationalId } from './dataCentre.ts'
import { type AlertType, alertsOf } from './decision-support/alerts.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const ORDER_LIMIT = 200

/** api/imie5000/GetMedPrtInfo: alerts about the orders of a visit. */
export function decisionSupportRoutes(centre: DataCentre): readonly Route[] {
  const handle = (request: Request): Reply => {
    const fields = fieldsOf(request.body)
    const verify = asFields(fields.sVerify)
    const person = personByNationalId(centre, looseText(fields, 'sPatId', 10))
    const claims = verifyCards(centre.signatureKey, looseText(verify, 'signature'), {
      clientRandom: looseText(verify, 'clientRandom'),
      samId: looseText(verify, 'samId'),
      hospitalId: looseText(verify, 'hospitalId'),
      hcId: looseText(verify, 'hcId'),
      hcIdNo: looseText(verify, 'hcIdNo'),
      hpcId: looseText(verify, 'hpcId'),
      hpcIdNo: looseText(verify, 'hpcIdNo'),
    })
    if (claims?.kind !== 'hpc-hc' || claims.serviceType !== '91') return ok({ rtnCode: '3100', sub: [] })
    if (!person || verify.hcIdNo !== person.nationalId) return ok({ rtnCode: '5020', sub: [] })
    const lately = rocDate(centre.clock.now() - 7 * DAY_MS)
    const replies = listField(fields, 'sub').map((block) => {
      const orders = listField(asFields(block), 'sub')
        .slice(0, ORDER_LIMIT)
        .map((order) => looseText(asFields(order), 'sOrder', 12))
      const type = typeOf(asFields(block).sType)
      const alerts = type ? alertsOf(type, person, orders, lately) : []
      return { rtnNum: String(alerts.length), sub: alerts }
    })
    return ok({ rtnCode: '00', sub: replies })
  }
  return [{ method: 'POST', path: '/api/imie5000/GetMedPrtInfo', handle }]
}

function typeOf(value: unknown): AlertType | undefined {
  return value === '09' || value === 'D' || value === 'A' || value === 'R' ? value : undefined
}
