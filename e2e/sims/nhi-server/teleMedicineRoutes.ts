import { randomBytes } from 'node:crypto'
import type { Reply, Request, Route } from '../http/exchange.ts'
import { looseText } from '../http/fields.ts'
import { codeReply, doneReply, withCaller } from './authentication.ts'
import { type DataCentre, personByNationalId } from './dataCentre.ts'
import { STATUS } from './statusCode.ts'
import { makeVirtualCardToken } from './virtualCards.ts'

const ACCESS_TOKEN_LIFE_MS = 60 * 60 * 1000

/** TeleMedicine: ask the patient's app, and fetch the virtual card once the patient has agreed. */
export function teleMedicineRoutes(centre: DataCentre): readonly Route[] {
  const requestToken = (request: Request): Reply =>
    withCaller(centre, request, { kinds: ['sam'], serviceType: '01' }, (_caller, fields) => {
      const nationalId = looseText(fields, 'patientId', 10)
      if (!personByNationalId(centre, nationalId)) return codeReply(STATUS.cardUnknown)
      const accessToken = randomBytes(24).toString('base64url')
      centre.file.value.remoteRequests.push({
        accessToken,
        nationalId,
        requestedAt: Date.now(),
        decision: 'pending',
        virtualCardToken: null,
      })
      centre.file.save()
      return doneReply({ accessToken })
    })

  const responseToken = (request: Request): Reply =>
    withCaller(centre, request, { kinds: ['sam'], serviceType: '01' }, (_caller, fields) => {
      const accessToken = looseText(fields, 'accessToken', 400)
      const asked = centre.file.value.remoteRequests.find((each) => each.accessToken === accessToken)
      if (!asked) return codeReply(STATUS.accessTokenMissing)
      if (Date.now() - asked.requestedAt > ACCESS_TOKEN_LIFE_MS) return codeReply(STATUS.accessTokenExpired)
      if (asked.decision === 'pending') return codeReply(STATUS.notAuthorisedYet)
      if (asked.decision === 'refused') return codeReply(STATUS.authorisationRefused)
      return doneReply({ virtualCardToken: asked.virtualCardToken })
    })

  return [
    { method: 'POST', path: '/api/v1/TeleMedicine/RequestToken', handle: requestToken },
    { method: 'POST', path: '/api/v1/TeleMedicine/ResponseToken', handle: responseToken },
  ]
}

/** The patient's answer in the app, given by the admin process: for one request, or for the latest pending one. */
export function decideRemoteRequest(centre: DataCentre, accessToken: string | undefined, approve: boolean): boolean {
  const asked = centre.file.value.remoteRequests.findLast(
    (each) => each.decision === 'pending' && (accessToken === undefined || each.accessToken === accessToken),
  )
  const person = asked && personByNationalId(centre, asked.nationalId)
  if (!asked || !person) return false
  asked.decision = approve ? 'approved' : 'refused'
  if (approve) asked.virtualCardToken = makeVirtualCardToken(centre, person.id, 'W')
  centre.file.save()
  return true
}
