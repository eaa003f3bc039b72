import { lstat, stat } from 'node:fs/promises'
import { autoDetect } from '@serialport/bindings-cpp'
import { type FoundSerialPort, FoundSerialPortSchema } from '../../preload/contract/desk/scannerPort.ts'
import type { SerialPorts } from './serialPorts.ts'

/** Bytes taken at once; what does not fit waits in the system. */
const bufferSize = 1_024
/** How often it is looked whether the device behind an open port is still the same. */
const lookMs = 1_000

/** Which device a name means now; null when none. A device that is plugged in anew is another one, also under the old name. */
const deviceBehind = async (path: string): Promise<string | null> => {
  try {
    const [name, device] = await Promise.all([lstat(path), stat(path)])
    return `${name.ino} ${device.ino}`
  } catch {
    return null
  }
}

/**
 * Calls once the device behind a port is gone. Windows fails the read of a port that goes; Unix answers a read with no bytes when the
 * port goes at the wrong moment, and the driver then reads on and on without ever telling.
 */
const onGone = async (path: string, tell: () => void): Promise<() => void> => {
  if (process.platform === 'win32') return () => undefined
  const opened = await deviceBehind(path)
  const timer = setInterval(async () => {
    if ((await deviceBehind(path)) === opened) return
    clearInterval(timer)
    tell()
  }, lookMs)
  return () => clearInterval(timer)
}

/** The serial ports of this PC. The only file that knows the driver. */
export const systemPorts = (): SerialPorts => {
  const driver = autoDetect()
  return {
    async list() {
      const ports: readonly { path: string; manufacturer?: string | undefined }[] = await driver.list()
      return ports.flatMap((port): FoundSerialPort[] => {
        // Windows' own name for the device tells more than its maker's.
        const name = 'friendlyName' in port ? port.friendlyName : port.manufacturer
        const found = FoundSerialPortSchema.safeParse({
          path: port.path,
          name: String(name ?? '').slice(0, 200) || null,
        })
        return found.success ? [found.data] : []
      })
    },
    async open({ path, baudRate }) {
      const port = await driver.open({ path, baudRate })
      const buffer = Buffer.alloc(bufferSize)
      const close = async (): Promise<void> => {
        stopLooking()
        if (port.isOpen) await port.close()
      }
      const stopLooking = await onGone(path, () => void close().catch(() => undefined))
      return {
        async read() {
          const { bytesRead } = await port.read(buffer, 0, bufferSize)
          return Uint8Array.from(buffer.subarray(0, bytesRead))
        },
        close,
      }
    },
  }
}
