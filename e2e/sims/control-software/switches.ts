import { ok, type Reply, type Route } from '../http/exchange.ts'
import type { FaultBox } from '../http/faults.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { createModeSwitch } from '../http/mode.ts'
import type { Service } from '../http/service.ts'
import { faultRoutes, logRoute } from '../http/switchboard.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import type { CardMemory, Session } from './session.ts'
import { newSession } from './session.ts'

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
  const program = createModeSwitch(service, faults, () => Object.assign(session, newSession()))

  const reset = async (): Promise<Reply> => {
    Object.assign(session, newSession())
    memory.replace(emptyCardMemory())
    await program.change('on', 0)
    return ok({ mode: program.mode })
  }

  const state = (): Reply =>
    ok({
      mode: program.mode,
      initialised: session.initialised,
      samVerified: session.samVerified,
      pinVerified: session.pinVerified !== undefined,
      virtualCard: session.virtualCard !== undefined,
      wrongTries: memory.value.wrongTries,
    })

  return [
    { method: 'GET', path: '/state', handle: state },
    program.route,
    { method: 'POST', path: '/reset', handle: reset },
    ...faultRoutes(faults),
    logRoute(log),
  ]
}
