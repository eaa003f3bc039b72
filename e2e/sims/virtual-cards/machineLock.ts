import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whoever holds this file owns the machine-wide pcscd and its virtual readers. */
const LOCK_FILE = join(tmpdir(), 'nhi-virtual-readers.lock')

/** Takes the lock, also from a process that no longer lives. Returns how to let go, or undefined when it is taken. */
export function takeMachineLock(): (() => void) | undefined {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(LOCK_FILE, String(process.pid), { flag: 'wx' })
      return () => rmSync(LOCK_FILE, { force: true })
    } catch {
      if (isAlive(ownerOf(LOCK_FILE))) return undefined
      rmSync(LOCK_FILE, { force: true })
    }
  }
  return undefined
}

function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return Number.NaN
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
