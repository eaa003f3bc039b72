import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const faketimeLibraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (architecture) => `/usr/lib/${architecture}/faketime/libfaketime.so.1`,
)

/** Where libfaketime (Debian: libfaketime) lies, or null. */
export const faketimeLibrary = (): string | null => faketimeLibraries.find((path) => existsSync(path)) ?? null

/** Environment of a process whose clock is wrong by so many hours; what it measures between two moments stays right. */
export const wrongClock = (library: string, hours: number): Readonly<Record<string, string>> => ({
  LD_PRELOAD: library,
  FAKETIME: `${hours < 0 ? '' : '+'}${hours}h`,
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
})

/** Disks of their own can be mounted by root only. */
export const mayMount = (): boolean => process.platform === 'linux' && process.getuid?.() === 0

export const mountSmallDisk = (folder: string, bytes: number): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
}
export const remount = (folder: string, how: 'ro' | 'rw'): void => {
  execFileSync('mount', ['-o', `remount,${how}`, folder])
}
export const unmount = (folder: string): void => {
  execFileSync('umount', ['-l', folder])
}

/** The script that runs the days in a network of their own says so here. */
const ownNetwork = 'FAULTS_OWN_NETWORK'

/** Whether this process has a network of its own (`unshare --net`), whose interface may be taken down: nothing but a loopback. */
export const hasOwnNetwork = (): boolean => {
  if (process.env[ownNetwork] !== '1' || !mayMount()) return false
  const interfaces = readFileSync('/proc/self/net/dev', 'utf8').trimEnd().split('\n').slice(2)
  return interfaces.length === 1 && interfaces[0]?.trim().startsWith('lo:') === true
}
export const setInterface = (state: 'up' | 'down'): void => {
  execFileSync('ip', ['link', 'set', 'lo', state])
}
