import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, rmSync, symlinkSync, writeSync } from 'node:fs'
import koffi from 'koffi'

/** A scanner on a serial port, made of a pseudo terminal of this system: what is sent comes out of the port. */
export interface PseudoPort {
  /** Stays the same when the scanner is plugged in again. */
  readonly path: string
  plugIn(): void
  pullOut(): void
  send(bytes: string | Uint8Array): void
  dispose(): void
}

/** Why there can be none here; null where there can. */
export const pseudoPortMissing = (): string | null =>
  process.platform === 'linux' && existsSync('/dev/ptmx') && existsSync('/dev/shm') ? null : 'no pseudo terminals here'

const readWrite = 2
const notControlling = 0o400

export const createPseudoPort = (): PseudoPort => {
  const libc = koffi.load('libc.so.6')
  const openMaster = libc.func('int posix_openpt(int flags)')
  const grant = libc.func('int grantpt(int fd)')
  const unlock = libc.func('int unlockpt(int fd)')
  const nameOf = libc.func('const char *ptsname(int fd)')
  // As udev does for real ones: a name that outlives the number the system happens to give.
  const path = `/dev/shm/scanner-${randomUUID()}`
  let master: number | null = null

  const pullOut = (): void => {
    if (master === null) return
    rmSync(path, { force: true })
    closeSync(master)
    master = null
  }
  return {
    path,
    plugIn() {
      pullOut()
      const opened: number = openMaster(readWrite | notControlling)
      if (opened < 0 || grant(opened) !== 0 || unlock(opened) !== 0) throw new Error('no pseudo terminal to be had')
      symlinkSync(nameOf(opened), path)
      master = opened
    },
    pullOut,
    send(bytes) {
      if (master === null) throw new Error('the scanner is not plugged in')
      const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
      for (let at = 0; at < all.length; ) at += writeSync(master, all, at)
    },
    dispose: pullOut,
  }
}
