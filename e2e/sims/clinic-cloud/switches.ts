import { jsonOf, ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import type { FaultBox } from '../http/faults.ts'
import { asFields, fieldsOf, listField } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import type { SimulatedClock } from '../http/simulatedClock.ts'
import { clockRoutes, faultRoutes, logRoute, refused } from '../http/switchboard.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { type OrderedRejections, parseRejection } from './recordRoutes.ts'
import { type Appointment, type AuditHead, type CloudState, emptyCloudState, type StoredRecord } from './state.ts'

/** What the clinic cloud holds, for tests to compare with what the workstation believes. */
export interface CloudLedger {
  /** Accepted versions in the order of receipt. */
  readonly records: readonly StoredRecord[]
  readonly auditHeads: readonly AuditHead[]
  readonly appointments: readonly Appointment[]
}

/** The switch board of the clinic cloud. */
export function cloudSwitches(parts: {
  readonly file: JsonFile<CloudState>
  readonly clock: SimulatedClock
  readonly faults: FaultBox
  readonly orderedRejections: OrderedRejections
  readonly log: LiveLog
  /** Of the last minute, which count for its limit. */
  readonly forgetRequests: () => void
}): readonly Route[] {
  const { file, clock, faults, orderedRejections, log } = parts

  const ledger = (): CloudLedger => {
    const { records, auditHeads, appointments } = file.value
    return { records, auditHeads, appointments }
  }

  const setAppointments = (request: Request): Reply => {
    const items = listField(fieldsOf(request.body), 'items')
    const whole = items.every((item) => {
      const { appointmentId, at, nationalId, name } = asFields(item)
      return [appointmentId, at, nationalId, name].every((value) => typeof value === 'string')
    })
    if (!whole) return refused('items are { appointmentId, at, nationalId, name, … }')
    file.value.appointments = items as Appointment[]
    file.save()
    return ok(ledger().appointments)
  }

  const rejectNext = (request: Request): Reply => {
    const rejection = parseRejection(jsonOf(request.body))
    if (!rejection) return refused('record is 1-based, errors a list of { path, code, message }')
    orderedRejections.push(rejection)
    return ok({ waiting: orderedRejections.length })
  }

  const reset = (): Reply => {
    file.replace(emptyCloudState())
    orderedRejections.length = 0
    clock.shiftTo(0)
    faults.clear()
    parts.forgetRequests()
    return ok({})
  }

  return [
    { method: 'GET', path: '/ledger', handle: () => ok(ledger()) },
    { method: 'POST', path: '/appointments', handle: setAppointments },
    { method: 'POST', path: '/reject-next-record', handle: rejectNext },
    { method: 'POST', path: '/reset', handle: reset },
    ...clockRoutes(clock),
    ...faultRoutes(faults),
    logRoute(log),
  ]
}
