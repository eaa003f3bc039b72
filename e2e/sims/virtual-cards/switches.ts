import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { fieldsOf } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { logRoute, refused } from '../http/switchboard.ts'
import type { ReaderBank, ReaderRole } from './readerBank.ts'
import type { CatalogueEntry } from './virtualCard.ts'

const ROLES: readonly ReaderRole[] = ['patient', 'professional']

/** The switch board of the readers: state, insert, pull, and APDUs for machines without PC/SC. */
export function cardSwitches(bank: ReaderBank, catalogue: readonly CatalogueEntry[], log: LiveLog): readonly Route[] {
  const roleOf = (value: unknown): ReaderRole | undefined => ROLES.find((role) => role === value)

  const pullFrom = async (roles: readonly ReaderRole[]): Promise<Reply> => {
    for (const role of roles) await bank.pull(role)
    return ok(bank.state())
  }

  const insert = async (request: Request): Promise<Reply> => {
    const { reader, card } = fieldsOf(request.body)
    const role = roleOf(reader)
    const entry = catalogue.find((each) => each.id === card)
    if (!role || !entry) return refused('reader is patient or professional, card is an id of GET /catalogue')
    await bank.insert(role, entry)
    return ok(bank.state())
  }

  const pull = (request: Request): Reply | Promise<Reply> => {
    const { reader } = fieldsOf(request.body)
    const role = roleOf(reader)
    if (reader !== undefined && !role) return refused('reader is patient or professional, or left out for both')
    return pullFrom(role ? [role] : ROLES)
  }

  const transmit = (request: Request): Reply => {
    const { reader, apdu } = fieldsOf(request.body)
    const role = roleOf(reader)
    if (!role || typeof apdu !== 'string') return refused('reader and apdu (hex) are needed')
    return ok({ answer: bank.transmit(role, Buffer.from(apdu, 'hex'))?.toString('hex') ?? null })
  }

  return [
    { method: 'GET', path: '/state', handle: () => ok(bank.state()) },
    {
      method: 'GET',
      path: '/catalogue',
      handle: () => ok(catalogue.map(({ id, title, group }) => ({ id, title, group }))),
    },
    { method: 'POST', path: '/insert', handle: insert },
    { method: 'POST', path: '/pull', handle: pull },
    { method: 'POST', path: '/transmit', handle: transmit },
    { method: 'POST', path: '/reset', handle: () => pullFrom(ROLES) },
    logRoute(log),
  ]
}
