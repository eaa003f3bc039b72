import { jsonOf, ok, type Reply, type Route } from './exchange.ts'
import { type FaultBox, parseFault } from './faults.ts'
import { fieldsOf } from './fields.ts'
import type { LiveLog } from './liveLog.ts'
import { type Service, startService } from './service.ts'
import { createSimulatedClock, type SimulatedClock } from './simulatedClock.ts'

const BODY_LIMIT = 1024 * 1024

/** What went wrong with a switch: 400 and a sentence for the person who writes the test. */
export function refused(reason: string): Reply {
  return { status: 400, body: { error: reason } }
}

/** GET /log?after=SEQUENCE. */
export function logRoute(log: LiveLog): Route {
  return { method: 'GET', path: '/log', handle: (request) => ok(log.after(Number(request.query.get('after') ?? 0))) }
}

/** GET, POST and DELETE /faults. */
export function faultRoutes(faults: FaultBox): readonly Route[] {
  return [
    { method: 'GET', path: '/faults', handle: () => ok(faults.waiting()) },
    {
      method: 'POST',
      path: '/faults',
      handle: (request) => {
        const fault = parseFault(jsonOf(request.body))
        if (typeof fault === 'string') return refused(fault)
        faults.add(fault)
        return ok(faults.waiting())
      },
    },
    {
      method: 'DELETE',
      path: '/faults',
      handle: () => {
        faults.clear()
        return ok([])
      },
    },
  ]
}

/** GET /clock and POST /clock { shiftMs }. */
export function clockRoutes(clock: SimulatedClock): readonly Route[] {
  const reading = (): Reply => ok({ shiftMs: clock.shiftMs, now: new Date(clock.now()).toISOString() })
  return [
    { method: 'GET', path: '/clock', handle: reading },
    {
      method: 'POST',
      path: '/clock',
      handle: (request) => {
        const { shiftMs } = fieldsOf(request.body)
        if (typeof shiftMs !== 'number' || !Number.isFinite(shiftMs)) return refused('shiftMs is a number')
        clock.shiftTo(shiftMs)
        return reading()
      },
    },
  ]
}

/** The loopback door of one simulator, by which the admin process throws its switches. */
export function startSwitchboard(name: string, port: number, routes: readonly Route[]): Promise<Service> {
  return startService({
    name,
    listeners: [{ label: 'switches', port }],
    routes,
    clock: createSimulatedClock(),
    bodyLimit: BODY_LIMIT,
    failure: (status, { path }) => ({ status, body: { error: `${status} ${path}` } }),
    codeReply: () => ({ status: 500 }),
  })
}
