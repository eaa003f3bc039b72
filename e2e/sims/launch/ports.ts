import { createServer } from 'node:net'
import { openJsonFile } from '../persistence/jsonFile.ts'

/** Every port of the surroundings. Switch ports are the loopback doors of the admin process to each simulator. */
const PORT_NAMES = [
  'control',
  'nhiTaipei',
  'nhiTaichung',
  'cloudTaipei',
  'cloudTaichung',
  'gatewayNhiTaipei',
  'gatewayNhiTaichung',
  'gatewayCloudTaipei',
  'gatewayCloudTaichung',
  'admin',
  'switchCards',
  'switchControl',
  'switchNhi',
  'switchCloud',
  'switchVpn',
  'vhc',
  'switchVhc',
] as const

export type PortName = (typeof PORT_NAMES)[number]
export type Ports = Readonly<Record<PortName, number>>

/** Below the range from which Linux takes ports for outgoing connections. */
const CHOICE_FROM = 20_000
const CHOICE_TO = 32_000

/** The ports of the last start where they are still free, else free ones; a row from `from` where that is asked for. */
export async function choosePorts(file: string, from: number | undefined): Promise<Ports> {
  const remembered = openJsonFile<Record<string, number>>(file, () => ({}))
  const chosen = new Map<PortName, number>()
  for (const [index, name] of PORT_NAMES.entries()) {
    const before = remembered.value[name]
    if (from !== undefined) chosen.set(name, from + index)
    else if (before !== undefined && (await isFree(before))) chosen.set(name, before)
    else chosen.set(name, await anyFree([...chosen.values()]))
  }
  const ports = Object.fromEntries(chosen) as Ports
  remembered.replace(ports)
  return ports
}

async function anyFree(taken: readonly number[]): Promise<number> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const port = CHOICE_FROM + Math.floor(Math.random() * (CHOICE_TO - CHOICE_FROM))
    if (!taken.includes(port) && (await isFree(port))) return port
  }
  throw new Error(`no free port between ${CHOICE_FROM} and ${CHOICE_TO}`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
