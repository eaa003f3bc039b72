import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import type { LogEntry } from '../http/liveLog.ts'
import { refused } from '../http/switchboard.ts'
import type { AdminConfiguration, SimulatorName } from './configuration.ts'
import { throwSwitch } from './switchboards.ts'

const NAMES: readonly SimulatorName[] = ['cards', 'control', 'vhc', 'nhi', 'cloud', 'vpn']

/**
 * The one place for every switch. `/admin/NAME/SWITCH` goes to the switch board of that simulator (cards, control, vhc,
 * nhi, cloud, vpn); state, log, ledger and reset are of all together.
 */
export function adminRoutes(configuration: AdminConfiguration): readonly Route[] {
  const running = NAMES.filter((name) => configuration.switchPorts[name] !== undefined)

  const all = async (method: string, pathOf: (name: SimulatorName) => string): Promise<[SimulatorName, unknown][]> =>
    Promise.all(
      running.map(async (name): Promise<[SimulatorName, unknown]> => {
        const reply = await throwSwitch(configuration, name, method, pathOf(name))
        return [name, reply.body]
      }),
    )

  const pass = (request: Request): Reply | Promise<Reply> => {
    const name = NAMES.find((each) => each === request.params.simulator)
    if (!name) return refused(`simulators are ${NAMES.join(', ')}`)
    const query = request.query.size > 0 ? `?${request.query}` : ''
    return throwSwitch(configuration, name, request.method, `/${request.params.switch}${query}`, request.body)
  }

  const state = async (): Promise<Reply> =>
    ok({
      ...Object.fromEntries(await all('GET', (name) => (name === 'nhi' || name === 'cloud' ? '/clock' : '/state'))),
      professionalPin: configuration.professionalPin,
    })

  /** `after` holds a sequence number for each simulator, as the answer's `next` gives them. */
  const log = async (request: Request): Promise<Reply> => {
    const pages = await all('GET', (name) => `/log?after=${Number(request.query.get(name) ?? 0)}`)
    const entries = pages.flatMap(([name, page]) =>
      Array.isArray(page) ? (page as LogEntry[]).map((entry) => ({ ...entry, simulator: name })) : [],
    )
    const next = Object.fromEntries(
      pages.map(([name, page]) => {
        const last = Array.isArray(page) ? (page as LogEntry[]).at(-1)?.sequence : undefined
        return [name, last ?? Number(request.query.get(name) ?? 0)]
      }),
    )
    return ok({ entries: entries.sort((one, other) => one.at - other.at), next })
  }

  const ledger = async (): Promise<Reply> => {
    const [nhi, cloud] = await Promise.all([
      throwSwitch(configuration, 'nhi', 'GET', '/ledger'),
      throwSwitch(configuration, 'cloud', 'GET', '/ledger'),
    ])
    return ok({ nhi: nhi.body, cloud: cloud.body })
  }

  return [
    { method: 'GET', path: '/admin/state', handle: state },
    { method: 'GET', path: '/admin/log', handle: log },
    { method: 'GET', path: '/admin/ledger', handle: ledger },
    {
      method: 'POST',
      path: '/admin/reset',
      handle: async () => ok(Object.fromEntries(await all('POST', () => '/reset'))),
    },
    ...['GET', 'POST', 'DELETE'].map((method): Route => ({ method, path: '/admin/:simulator/:switch', handle: pass })),
  ]
}
