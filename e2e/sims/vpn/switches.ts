import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { type Fields, fieldsOf, textField } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { logRoute, refused } from '../http/switchboard.ts'
import type { Gateway, GatewayState } from './gateway.ts'

const SLOW_MS = 2000

/** The switch board of the VPN. `gateway` names one gateway or all that begin with it (`nhi`, `cloud/`); without it, all. */
export function vpnSwitches(gateways: readonly Gateway[], log: LiveLog): readonly Route[] {
  const states = (): Reply => ok(Object.fromEntries(gateways.map(({ name, state }) => [name, state])))

  const change = async (request: Request): Promise<Reply> => {
    const fields = fieldsOf(request.body)
    const state = stateOf(fields)
    if (!state) return refused('state is pass, cut, black-hole or slow (with delayMs)')
    const prefix = textField(fields, 'gateway') ?? ''
    const chosen = gateways.filter(({ name }) => name.startsWith(prefix))
    if (chosen.length === 0) return refused(`no gateway begins with ${prefix}`)
    await Promise.all(chosen.map((gateway) => gateway.setState(state)))
    log.write('vpn', `${prefix || 'all'}: ${state.kind}`)
    return states()
  }

  const reset = async (): Promise<Reply> => {
    await Promise.all(gateways.map((gateway) => gateway.setState({ kind: 'pass' })))
    return states()
  }

  return [
    { method: 'GET', path: '/state', handle: states },
    { method: 'POST', path: '/state', handle: change },
    { method: 'POST', path: '/reset', handle: reset },
    logRoute(log),
  ]
}

function stateOf(fields: Fields): GatewayState | undefined {
  const { state, delayMs = SLOW_MS } = fields
  if (state === 'pass' || state === 'cut' || state === 'black-hole') return { kind: state }
  return state === 'slow' && typeof delayMs === 'number' ? { kind: 'slow', delayMs } : undefined
}
