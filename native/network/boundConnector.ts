import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { buildConnector } from 'undici'

/** The interface a connection has to leave by is not there, or has no address: a VPN that is not connected. */
export class InterfaceAway extends Error {
  override readonly name = 'InterfaceAway'
  readonly code = 'INTERFACE_AWAY'
}

type Interfaces = ReturnType<typeof networkInterfaces>

/** Address of an interface as it is now, IPv4 first; null when there is none. */
export const addressOf = (interfaceName: string, interfaces: Interfaces = networkInterfaces()): string | null => {
  const addresses = interfaces[interfaceName] ?? []
  return (addresses.find(({ family }) => family === 'IPv4') ?? addresses[0])?.address ?? null
}

/** Between two looks whether the connections' addresses are still there; only while there are connections. */
const lookMs = 2_000

/**
 * Has every connection leave by one interface. Its address is looked up for each anew, because a VPN gives another one at each return;
 * without one nothing is sent by any other way. What was opened from an address that the interface has no more can get no answer:
 * it is ended, so that what hangs in it goes again at once.
 */
export const boundConnector = (
  connect: buildConnector.connector,
  interfaceName: string,
  look: () => Interfaces = networkInterfaces,
): buildConnector.connector => {
  const open = new Map<Socket, string>()
  let timer: NodeJS.Timeout | null = null

  const forget = (socket: Socket): void => {
    open.delete(socket)
    if (open.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
  const endLost = (): void => {
    const present = new Set((look()[interfaceName] ?? []).map(({ address }) => address))
    for (const [socket, address] of open) if (!present.has(address)) socket.destroy(new InterfaceAway())
  }

  return (options, callback) => {
    const localAddress = addressOf(interfaceName, look())
    if (localAddress === null) return callback(new InterfaceAway(), null)
    connect({ ...options, localAddress }, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      open.set(socket, localAddress)
      socket.once('close', () => forget(socket))
      // Looking alone keeps no process alive.
      timer ??= setInterval(endLost, lookMs).unref()
      callback(null, socket)
    })
  }
}
