import { networkInterfaces } from 'node:os'
import type { buildConnector } from 'undici'

/** The interface a connection has to leave by is not there, or has no address: a VPN that is not connected. */
export class InterfaceAway extends Error {
  override readonly name = 'InterfaceAway'
  readonly code = 'INTERFACE_AWAY'
}

/** Address of an interface as it is now, IPv4 first; null when there is none. */
export const addressOf = (
  interfaceName: string,
  interfaces: ReturnType<typeof networkInterfaces> = networkInterfaces(),
): string | null => {
  const addresses = interfaces[interfaceName] ?? []
  return (addresses.find(({ family }) => family === 'IPv4') ?? addresses[0])?.address ?? null
}

/**
 * Has every connection leave by one interface. Its address is looked up for each anew, because a VPN gives another one at each return;
 * without one nothing is sent by any other way.
 */
export const boundConnector =
  (connect: buildConnector.connector, interfaceName: string, look = addressOf): buildConnector.connector =>
  (options, callback) => {
    const localAddress = look(interfaceName)
    if (localAddress === null) callback(new InterfaceAway(), null)
    else connect({ ...options, localAddress }, callback)
  }
