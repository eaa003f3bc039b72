import { takeMachineLock } from './machineLock.ts'
import {
  isMachineDaemonRunning,
  MACHINE_SOCKET,
  type Readers,
  readersOfMachineDaemon,
  startMachineDaemon,
  startPrivateDaemon,
} from './pcscDaemon.ts'

/**
 * Two virtual readers for this instance: of the machine-wide pcscd where it is free or can be started, else of a pcscd
 * of our own. (One daemon with many readers would not do: the PC/SC library of the workstation sees four slots only.)
 */
export async function openReaders(): Promise<Readers> {
  const unlock = takeMachineLock()
  if (unlock) {
    const readers = await machineReaders().catch((error: unknown) => {
      unlock()
      throw error
    })
    if (readers) {
      return {
        ...readers,
        stop: async () => {
          await readers.stop()
          unlock()
        },
      }
    }
    unlock()
  }
  return startPrivateDaemon().catch((error: unknown) => {
    throw new Error(
      `No virtual card readers: the pcscd at ${MACHINE_SOCKET} is in use or has no two vpcd readers, and one of our own failed. ${error instanceof Error ? error.message : error}`,
    )
  })
}

async function machineReaders(): Promise<Readers | undefined> {
  if (await isMachineDaemonRunning()) return readersOfMachineDaemon()
  return process.getuid?.() === 0 ? startMachineDaemon() : undefined
}
