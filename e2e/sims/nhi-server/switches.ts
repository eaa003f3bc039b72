import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import type { FaultBox } from '../http/faults.ts'
import { asFields, fieldsOf, listField, textField } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { clockRoutes, faultRoutes, logRoute, refused } from '../http/switchboard.ts'
import type { DataCentre } from './dataCentre.ts'
import { ledgerOf } from './ledger.ts'
import { emptyNhiState } from './state.ts'
import { decideRemoteRequest } from './teleMedicineRoutes.ts'
import { parseItem } from './upload/resultText.ts'
import { makeVirtualCardToken } from './virtualCards.ts'

const DEFAULT_REFUSAL = [{ record: 1, items: ['M44:AA', 'D05[1]:AF'] }]

/** The switch board of the NHI server. */
export function nhiSwitches(centre: DataCentre, faults: FaultBox, log: LiveLog): readonly Route[] {
  const refuseNext = (request: Request): Reply => {
    const wanted = listField(fieldsOf(request.body), 'records').map(asFields)
    const refusals = wanted.map(({ record, items }) => ({
      record: Number(record),
      items: Array.isArray(items) ? items.map(String) : [],
    }))
    const broken = refusals.some(({ record, items }) => !(record >= 1) || !items.every((item) => parseItem(item)))
    if (broken) return refused('records is a list of { record: 1-based, items: ["M44:AA", "D05[1]:AF"] }')
    centre.orderedRefusals.push(refusals.length > 0 ? refusals : DEFAULT_REFUSAL)
    return ok({ waiting: centre.orderedRefusals.length })
  }

  const makeQr = (request: Request): Reply => {
    const { person, serialLetter = 'V' } = fieldsOf(request.body)
    if (!centre.configuration.people.some(({ id }) => id === person)) return refused('person is the id of a person')
    if (serialLetter !== 'V' && serialLetter !== 'W' && serialLetter !== 'M')
      return refused('serialLetter is V, W or M')
    return ok({ token: makeVirtualCardToken(centre, String(person), serialLetter) })
  }

  const letReturn = (request: Request): Reply => {
    const { may } = fieldsOf(request.body)
    if (typeof may !== 'boolean') return refused('may is true or false')
    centre.file.value.virtualCardsReturn = may
    centre.file.save()
    return ok({ may })
  }

  const decide = (request: Request): Reply => {
    const fields = fieldsOf(request.body)
    if (typeof fields.approve !== 'boolean') return refused('approve is true or false')
    const decided = decideRemoteRequest(centre, textField(fields, 'accessToken'), fields.approve)
    return decided ? ok({ decided }) : refused('no request is pending')
  }

  const reset = (): Reply => {
    centre.file.replace(emptyNhiState())
    centre.orderedRefusals.length = 0
    centre.clock.shiftTo(0)
    faults.clear()
    return ok({})
  }

  return [
    { method: 'GET', path: '/ledger', handle: () => ok(ledgerOf(centre)) },
    { method: 'GET', path: '/remote-requests', handle: () => ok(centre.file.value.remoteRequests) },
    { method: 'POST', path: '/remote-requests', handle: decide },
    { method: 'POST', path: '/virtual-card', handle: makeQr },
    { method: 'POST', path: '/virtual-cards-return', handle: letReturn },
    { method: 'POST', path: '/refuse-next-upload', handle: refuseNext },
    { method: 'POST', path: '/reset', handle: reset },
    ...clockRoutes(centre.clock),
    ...faultRoutes(faults),
    logRoute(log),
  ]
}
