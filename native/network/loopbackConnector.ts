import { BlockList, isIPv6 } from 'node:net'
import { buildConnector } from 'undici'

const thisPc = new BlockList()
thisPc.addSubnet('127.0.0.0', 8, 'ipv4')
thisPc.addAddress('::1', 'ipv6')

const isThisPc = (address: string | undefined): boolean =>
  address !== undefined && thisPc.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** The name led to another machine: nothing was sent. */
class NotThisPc extends Error {
  override readonly name = 'NotThisPc'
  readonly code = 'NOT_THIS_PC'
}

/**
 * Opens the plain connections of one client to a program on this PC. A hosts file may lead `localhost` elsewhere, so the address
 * that was reached is looked at before anything is sent.
 */
export const loopbackConnector = (connectTimeoutMs: number): buildConnector.connector => {
  const connect = buildConnector({ timeout: connectTimeoutMs })
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      if (isThisPc(socket.remoteAddress)) return callback(null, socket)
      socket.destroy()
      return callback(new NotThisPc('the address is not of this PC'), null)
    })
}
