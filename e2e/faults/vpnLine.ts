import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hasOwnNetwork } from './means.ts'

/**
 * A line to the servers as a VPN client makes one: a network namespace whose only way out is a pair of virtual interfaces, on which the
 * servers are at the addresses they have here.
 */
export interface VpnLine {
  /** Program and arguments that start a command behind the line. */
  readonly command: readonly string[]
  /** The interface behind which the servers are, as it is called there. */
  readonly interfaceName: string
  /** The cable is out: what is sent goes nowhere, and nobody says so. */
  losePackets(): void
  /** The VPN client has taken its route away: sending fails at once. */
  loseRoute(): void
  /** Connected anew, as VPN clients do it, with another address: connections from before are dead and are not told. */
  reconnect(): void
  close(): void
}

/** Of its own for each run: the names of namespaces are the whole machine's. */
const name = `outbox-days-${process.pid}`
const here = 'vpn-here'
const there = 'vpn-there'
const gateway = '10.77.0.1'
/** Where the servers listen. */
const servers = '127.0.0.1'

const ip = (...args: string[]): string => execFileSync('ip', args, { encoding: 'utf8', stdio: 'pipe' })
const hasInterface = (): boolean => readFileSync('/proc/self/net/dev', 'utf8').includes(`${here}:`)
const letLoopbackThrough = (device: string): readonly string[] => ['-qw', `net.ipv4.conf.${device}.route_localnet=1`]

/** Why no such line can be made here, or null. */
export const vpnLineMissing = (): string | null => {
  if (!hasOwnNetwork()) return 'a network namespace (npm run outbox-faults, as root)'
  try {
    const line = openVpnLine()
    line.close()
    return null
  } catch (error) {
    return `pairs of virtual interfaces (${String(error).split('\n').at(-2) ?? String(error)})`
  }
}

export const openVpnLine = (): VpnLine => {
  let addresses = 1
  const connect = (): void => {
    addresses += 1
    const own = `10.77.0.${addresses}`
    ip('-n', name, 'addr', 'flush', 'dev', there)
    ip('-n', name, 'addr', 'add', `${own}/24`, 'dev', there)
    ip('link', 'set', here, 'up')
    ip('-n', name, 'link', 'set', there, 'up')
    ip('-n', name, 'route', 'replace', `${servers}/32`, 'via', gateway, 'dev', there, 'src', own)
  }
  const close = (): void => {
    // A namespace goes some time after its name; the interface here has to be gone at once.
    if (hasInterface()) ip('link', 'del', here)
    ip('netns', 'del', name)
  }
  ip('netns', 'add', name)
  try {
    ip('link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name)
    ip('addr', 'add', `${gateway}/24`, 'dev', here)
    execFileSync('sysctl', letLoopbackThrough(here))
    execFileSync('ip', ['netns', 'exec', name, 'sysctl', ...letLoopbackThrough(there)])
    connect()
  } catch (error) {
    close()
    throw error
  }
  return {
    command: ['ip', 'netns', 'exec', name],
    interfaceName: there,
    losePackets: () => void ip('link', 'set', here, 'down'),
    loseRoute: () => void ip('-n', name, 'route', 'del', `${servers}/32`),
    reconnect: connect,
    close,
  }
}
