import { ok, type Reply, type Request, type Route } from '../http/exchange.ts'
import { fieldsOf } from '../http/fields.ts'
import type { LiveLog } from '../http/liveLog.ts'
import { logRoute, refused } from '../http/switchboard.ts'
import type { Readers } from './pcscDaemon.ts'
import type { ReaderBank, ReaderRole } from './readerBank.ts'
import type { CatalogueEntry } from './virtualCard.ts'

const ROLES: readonly ReaderRole[] = ['patient', 'professional']

/** The switch board of the readers: state, insert, pull, cables and service, and APDUs for machines without PC/SC. */
export function cardSwitches(
  bank: ReaderBank,
  catalogue: readonly CatalogueEntry[],
  readers: Readers | undefined,
  log: LiveLog,
): readonly Route[] {
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

  /** What needs readers of our own; refused, with the reason, where there are none. */
  const withReaders = async (what: string, work: (own: Readers) => Promise<void>): Promise<Reply> => {
    if (!readers) return refused('there are no PC/SC readers here')
    try {
      await work(readers)
    } catch (error) {
      return refused(error instanceof Error ? error.message : String(error))
    }
    log.write('cards', what)
    return ok(bank.state())
  }

  const unplug = (request: Request): Reply | Promise<Reply> => {
    const { reader, out } = fieldsOf(request.body)
    const role = roleOf(reader)
    if (!role || typeof out !== 'boolean') return refused('reader is patient or professional, out is true or false')
    return withReaders(`${role}: reader ${out ? 'unplugged' : 'plugged in'}`, (own) => own.setUnplugged(role, out))
  }

  const service = (request: Request): Reply | Promise<Reply> => {
    const { running } = fieldsOf(request.body)
    if (typeof running !== 'boolean') return refused('running is true or false')
    return withReaders(`service ${running ? 'started' : 'stopped'}`, (own) =>
      running ? own.startService() : own.stopService(),
    )
  }

  const reset = async (): Promise<Reply> => {
    if (readers) {
      await readers.startService().catch(() => undefined)
      for (const role of ROLES) await readers.setUnplugged(role, false).catch(() => undefined)
    }
    return pullFrom(ROLES)
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
    { method: 'POST', path: '/unplug', handle: unplug },
    { method: 'POST', path: '/service', handle: service },
    { method: 'POST', path: '/reset', handle: reset },
    logRoute(log),
  ]
}
