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
 * Two virtual readers for this instance: of a machine-wide pcscd started here, else of a pcscd of our own behind another
 * socket, else (where that is impossible) of the machine-wide one that somebody else has started with virtual readers.
 * One daemon with many readers would not do: the PC/SC library of the workstation sees four slots only.
 */
export async function openReaders(): Promise<Readers> {
  const unlock = takeMachineLock()
  if (!unlock) return startPrivateDaemon()
  const taken = await isMachineDaemonRunning()
  if (!taken && process.getuid?.() === 0) return locked(startMachineDaemon(), unlock)
  const own = await startPrivateDaemon().catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  )
  if (!(own instanceof Error)) {
    unlock()
    return own
  }
  const readers = taken ? readersOfMachineDaemon() : undefined
  if (readers) return locked(Promise.resolve(readers), unlock)
  unlock()
  throw new Error(
    `No virtual card readers: the pcscd at ${MACHINE_SOCKET} ${taken ? 'has no two vpcd readers' : 'cannot be started without root'}, and one of our own failed. ${own.message}`,
  )
}

/** Keeps the lock as long as the readers are open. */
async function locked(opening: Promise<Readers>, unlock: () => void): Promise<Readers> {
  try {
    const readers = await opening
    return {
      ...readers,
      stop: async () => {
        await readers.stop()
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
