import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Debian's place of the virtual reader driver. */
export const VPCD_DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'

/** A slot of a virtual reader: the name PC/SC programs see, and the TCP port its card connects to. */
export interface ReaderSlot {
  readonly name: string
  readonly port: number
}

/** One entry of a reader.conf. */
export interface ReaderEntry {
  readonly name: string
  readonly port: number
  /** Path of the driver. Every entry needs a copy of its own: the driver keeps two slots for the whole library. */
  readonly driver: string
}

/** Text of a reader.conf with vpcd entries; an entry takes its port and the one after it. */
export function readerConfiguration(readers: readonly ReaderEntry[]): string {
  return readers
    .map(({ name, port, driver }) => {
      const channel = `0x${port.toString(16).toUpperCase()}`
      return `FRIENDLYNAME "${name}"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${driver}\nCHANNELID ${channel}\n`
    })
    .join('\n')
}

/** PC/SC name of a slot of a reader.conf entry, as pcscd numbers them when the friendly name is used once. */
export function slotName(friendlyName: string, slot: number): string {
  return `${friendlyName} 00 0${slot}`
}

/**
 * The vpcd slots in a reader.conf text that can work. Each entry has two: at its channel and at the next port.
 * Of entries that share one driver file only the last works, because it takes the slots of the others.
 */
export function vpcdSlotsOf(configuration: string): readonly ReaderSlot[] {
  const lines = configuration
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
  const slotsByDriver = new Map<string, readonly ReaderSlot[]>()
  let name = ''
  let driver = ''
  for (const line of lines) {
    const [keyword, value = ''] = [line.split(/\s+/)[0], line.slice(line.search(/\s/) + 1).trim()]
    if (keyword === 'FRIENDLYNAME') name = value.replaceAll('"', '')
    if (keyword === 'LIBPATH') driver = value
    if (keyword === 'CHANNELID' && driver.includes('ifdvpcd')) {
      const port = Number(value)
      slotsByDriver.set(driver, [
        { name: slotName(name, 0), port },
        { name: slotName(name, 1), port: port + 1 },
      ])
    }
  }
  return [...slotsByDriver.values()].flat()
}

/** The text of a reader.conf file, or of all files of a reader.conf.d folder. */
export function readConfiguration(path: string): string {
  if (!existsSync(path)) return ''
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8')
  return readdirSync(path)
    .map((file) => readFileSync(join(path, file), 'utf8'))
    .join('\n')
}
