import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { VPCD_DRIVER } from './readerConfiguration.ts'

const run = promisify(execFile)
const source = join(import.meta.dirname, 'driver', 'unpluggable.c')

/** The driver files of one reader: each reader needs its own, because a driver keeps two slots for the whole library. */
export interface ReaderDriver {
  /** To be named in reader.conf. */
  readonly path: string
  /** Its cable; null where the driver was built without a C compiler. */
  readonly cable: Cable | null
}

export interface Cable {
  /** From now on the driver says that its device is gone, or is there again. */
  setUnplugged(isOut: boolean): void
  /** Whether pcscd has been told that the device is gone. */
  isKnownUnplugged(): boolean
}

/** Builds the driver in front of the virtual reader's own; null without a C compiler, and then no reader can be unplugged. */
export async function buildUnpluggableDriver(folder: string): Promise<string | null> {
  const built = join(folder, 'unpluggable.so')
  try {
    await run('cc', ['-shared', '-fPIC', '-O1', '-o', built, source, '-ldl'])
    return built
  } catch (error) {
    console.error('virtual cards: readers cannot be unplugged here, no C compiler', error)
    return null
  }
}

/** Lays down the driver of one reader in a folder of its own. */
export function layDriver(folder: string, role: string, unpluggable: string | null): ReaderDriver {
  if (!existsSync(VPCD_DRIVER)) throw new Error(`${VPCD_DRIVER} is missing: apt-get install pcscd vsmartcard-vpcd`)
  const own = join(folder, role)
  mkdirSync(own)
  const path = join(own, 'libifdvpcd.so')
  if (unpluggable === null) {
    copyFileSync(VPCD_DRIVER, path)
    return { path, cable: null }
  }
  copyFileSync(unpluggable, path)
  copyFileSync(VPCD_DRIVER, join(own, 'vpcd.so'))
  const marker = join(own, 'unplugged')
  return {
    path,
    cable: {
      setUnplugged: (isOut) => (isOut ? writeFileSync(marker, '') : rmSync(marker, { force: true })),
      isKnownUnplugged: () => existsSync(join(own, 'seen')),
    },
  }
}
