import { readdirSync, readFileSync } from 'node:fs'

interface ProcessTimes {
  readonly parent: number
  readonly nice: number
  readonly ticks: number
}

/** Linux counts a process's time in hundredths of a second. */
const tickMs = 10

/** The fields behind the program's name, which may have spaces in it. Null where the process has ended in between. */
const timesOf = (pid: string): ProcessTimes | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    return { parent, nice: fields[16] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) }
  } catch {
    return null
  }
}

/**
 * Processor time that a program and everything it has started have taken so far, ms; null where the system has no /proc. What runs at a
 * lower priority (the store's care) is left out. Unlike the clock it hardly changes with what else the machine does.
 */
export const processorTime = (root: number): number | null => {
  if (process.platform !== 'linux') return null
  const all = new Map<number, ProcessTimes>()
  for (const name of readdirSync('/proc')) {
    const times = /^\d+$/.test(name) ? timesOf(name) : null
    if (times !== null) all.set(Number(name), times)
  }
  const isOurs = (pid: number): boolean => pid === root || (pid > 1 && isOurs(all.get(pid)?.parent ?? 0))
  let ticks = 0
  for (const [pid, times] of all) if (times.nice <= 0 && isOurs(pid)) ticks += times.ticks
  return ticks * tickMs
}
