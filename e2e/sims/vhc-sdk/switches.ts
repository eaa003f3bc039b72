import { ok, type Reply, type Route } from '../http/exchange.ts'
import type { FaultBox } from '../http/faults.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { createModeSwitch } from '../http/mode.ts'
import type { Service } from '../http/service.ts'
import { faultRoutes, logRoute } from '../http/switchboard.ts'
import { newSession, type SdkSession } from './session.ts'

/** The switch board of the SDK: its mode, faults for single calls, and forgetting everything. */
export function vhcSwitches(parts: {
  readonly service: Service
  readonly faults: FaultBox
  readonly session: SdkSession
  readonly log: LiveLog
}): readonly Route[] {
  const { service, faults, session, log } = parts
  const forget = (): void => {
    Object.assign(session, newSession())
  }
  const program = createModeSwitch(service, faults, forget)

  const reset = async (): Promise<Reply> => {
    forget()
    await program.change('on', 0)
    return ok({ mode: program.mode })
  }

  const state = (): Reply => ok({ mode: program.mode, open: session.open, cardNumber: session.card?.hcId ?? '' })

  return [
    { method: 'GET', path: '/state', handle: state },
    program.route,
    { method: 'POST', path: '/reset', handle: reset },
    ...faultRoutes(faults),
    logRoute(log),
  ]
}
