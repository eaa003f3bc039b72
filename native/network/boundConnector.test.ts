import { Socket } from 'node:net'
import type { networkInterfaces } from 'node:os'
import type { buildConnector } from 'undici'
import { describe, expect, it, vi } from 'vitest'
import { addressOf, boundConnector } from './boundConnector.ts'
import { connectFailure } from './connectFailure.ts'

const one = (family: 'IPv4' | 'IPv6', address: string) =>
  ({ family, address, netmask: '', mac: '', internal: false, cidr: null, scopeid: 0 }) as NonNullable<
    ReturnType<typeof networkInterfaces>[string]
  >[number]

describe('a connection bound to an interface', () => {
  it('takes its IPv4 address, else the first it has', () => {
    const interfaces = { vpn: [one('IPv6', 'fe80::1'), one('IPv4', '10.8.0.2')], six: [one('IPv6', 'fd00::2')] }
    expect(addressOf('vpn', interfaces)).toBe('10.8.0.2')
    expect(addressOf('six', interfaces)).toBe('fd00::2')
    expect(addressOf('gone', interfaces)).toBeNull()
  })

  it('leaves by the address of the moment, and not at all without one', () => {
    let address: string | null = '10.8.0.2'
    const left: unknown[] = []
    const failures: unknown[] = []
    const inner: buildConnector.connector = (options) => {
      left.push(options.localAddress)
    }
    const connect = boundConnector(inner, 'vpn', () => (address === null ? {} : { vpn: [one('IPv4', address)] }))
    const options = { hostname: 'nhi', protocol: 'https:', port: '443' }
    const go = (): void => connect(options, (...[error]) => void failures.push(error))
    go()
    address = '10.8.0.7'
    go()
    address = null
    go()
    expect(left).toEqual(['10.8.0.2', '10.8.0.7'])
    expect(failures.map((error) => connectFailure(error, false))).toEqual([
      { kind: 'no-connection', reason: 'INTERFACE_AWAY' },
    ])
  })

  it('is ended within two seconds of its address going, and no other with it', () => {
    vi.useFakeTimers()
    try {
      let addresses = ['10.8.0.2']
      const sockets: Socket[] = []
      const inner: buildConnector.connector = (_options, callback) => {
        const socket = new Socket()
        sockets.push(socket)
        callback(null, socket)
      }
      const connect = boundConnector(inner, 'vpn', () => ({ vpn: addresses.map((address) => one('IPv4', address)) }))
      const options = { hostname: 'nhi', protocol: 'https:', port: '443' }
      const errors: unknown[] = []
      const go = (): void =>
        connect(options, (...[, socket]) => void socket?.on('error', (error) => errors.push(error)))
      go()
      vi.advanceTimersByTime(60_000)
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false])
      // A second address beside it takes nothing away.
      addresses = ['10.8.0.7', '10.8.0.2']
      go()
      vi.advanceTimersByTime(60_000)
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false])
      addresses = ['10.8.0.7']
      vi.advanceTimersByTime(2_000)
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, false])
      addresses = []
      vi.advanceTimersByTime(2_000)
      expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true])
    } finally {
      vi.useRealTimers()
    }
  })
})
