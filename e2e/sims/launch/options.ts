import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface LaunchOptions {
  /** Folder that keeps keys, ports, people and the servers' state between starts. */
  readonly stateFolder: string
  /** First of a row of ports; free ports of the launcher's own choice when undefined. */
  readonly portsFrom: number | undefined
  /** Without PC/SC the cards exist only inside the simulators. */
  readonly pcsc: boolean
  /** One process less: no VPN gateways, addresses point straight at the servers. */
  readonly minimal: boolean
  /** How long the NHI answers 5002 after an upload. */
  readonly resultDelayMs: number
  /** How long the workstation waits before it asks for that result. */
  readonly resultPollMs: number
}

const DEFAULT_RESULT_DELAY_MS = 1000
const DEFAULT_RESULT_POLL_MS = 10_000

export function parseOptions(args: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      state: { type: 'string' },
      'ports-from': { type: 'string' },
      'no-pcscd': { type: 'boolean', default: false },
      minimal: { type: 'boolean', default: false },
      'result-delay-ms': { type: 'string', default: String(DEFAULT_RESULT_DELAY_MS) },
      'result-poll-ms': { type: 'string', default: String(DEFAULT_RESULT_POLL_MS) },
    },
  })
  if (!values.state) throw new Error('--state FOLDER is needed')
  const portsFrom = values['ports-from'] === undefined ? undefined : Number(values['ports-from'])
  if (portsFrom !== undefined && !(portsFrom >= 1024 && portsFrom <= 65_000))
    throw new Error('--ports-from is 1024 to 65000')
  return {
    stateFolder: resolve(values.state),
    portsFrom,
    pcsc: !values['no-pcscd'],
    minimal: values.minimal,
    resultDelayMs: Number(values['result-delay-ms']),
    resultPollMs: Number(values['result-poll-ms']),
  }
}
