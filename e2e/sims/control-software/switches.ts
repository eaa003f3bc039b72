import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import type { FaultBox } from '../http/faults.ts'
import { fieldsOf } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import type { Service } from '../http/service.ts'
import { faultRoutes, logRoute, refused } from '../http/switchboard.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import type { CardMemory, Session } from './session.ts'
import { newSession } from './session.ts'

/** `on`, not running at all, answering after a delay, or answering what no client can understand. */
export type ControlSoftwareMode = 'on' | 'absent' | 'slow' | 'nonsense'

const ALWAYS = Number.MAX_SAFE_INTEGER
const SLOW_MS = 3000

/** No PIN changed, no wrong try. */
export function emptyCardMemory(): CardMemory {
  return { professionalPins: {}, wrongTries: {}, patientPins: {} }
}

/** The switch board of the control software: its mode, faults for single calls, and forgetting everything. */
export function controlSwitches(parts: {
  readonly service: Service
  readonly faults: FaultBox
  readonly session: Session
  readonly memory: JsonFile<CardMemory>
  readonly log: LiveLog
}): readonly Route[] {
  const { service, faults, session, memory, log } = parts
  let mode: ControlSoftwareMode = 'on'

  const change = async (next: ControlSoftwareMode, delayMs: number): Promise<void> => {
    if (next === 'absent') Object.assign(session, newSession())
    faults.clear()
    if (next === 'slow') faults.add({ kind: 'slow', path: '*', count: ALWAYS, delayMs })
    if (next === 'nonsense') faults.add({ kind: 'garbage', path: '*', count: ALWAYS })
    await service.setListening(next !== 'absent')
    mode = next
  }

  const setMode = async (request: Request): Promise<Reply> => {
    const { mode: next, delayMs = SLOW_MS } = fieldsOf(request.body)
    if (next !== 'on' && next !== 'absent' && next !== 'slow' && next !== 'nonsense') {
      return refused('mode is on, absent, slow or nonsense')
    }
    await change(next, Number(delayMs))
    return ok({ mode })
  }

  const reset = async (): Promise<Reply> => {
    Object.assign(session, newSession())
    memory.replace(emptyCardMemory())
    await change('on', 0)
    return ok({ mode })
  }

  const state = (): Reply =>
    ok({
      mode,
      initialised: session.initialised,
      samVerified: session.samVerified,
      pinVerified: session.pinVerified !== undefined,
      virtualCard: session.virtualCard !== undefined,
      wrongTries: memory.value.wrongTries,
    })

  return [
    { method: 'GET', path: '/state', handle: state },
    { method: 'POST', path: '/mode', handle: setMode },
    { method: 'POST', path: '/reset', handle: reset },
    ...faultRoutes(faults),
    logRoute(log),
  ]
}
