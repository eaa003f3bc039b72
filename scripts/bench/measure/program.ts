import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appArguments, electronExecutable, root } from '../../../e2e/fixtures/launch.ts'

/** A started Electron program and how long it took from its spawn until it could be used. */
export interface Started {
  readonly child: ChildProcess
  readonly readyMs: number
}

const patienceMs = 60_000

/** Starts the bare window of this folder. */
export const startBare = async (): Promise<Started> => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'))
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const spawnedAt = Date.now()
  const child = spawn(
    electronExecutable(),
    [...sandbox, join(root, 'scripts', 'bench', 'bare'), `--user-data-dir=${folder}`],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const readyAt = await new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error('the bare window did not come')), patienceMs).unref()
    child.stdout.on('data', (chunk: Buffer) => {
      const said = /ready (\d+)/.exec(chunk.toString())
      if (said !== null) resolve(Number(said[1]))
    })
  })
  return { child, readyMs: readyAt - spawnedAt }
}

/** Starts the app on a data directory; it is ready when its own log says that the first screen can be used. */
export const startApp = async (dataDirectory: string, settingsFile: string): Promise<Started> => {
  const spawnedAt = Date.now()
  const child = spawn(electronExecutable(), appArguments({ dataDirectory, settingsFile }), {
    stdio: 'ignore',
    cwd: root,
  })
  const readyAt = await logged(join(dataDirectory, 'logs'), 'first-screen', spawnedAt)
  return { child, readyMs: readyAt - spawnedAt }
}

/** When the app's log told of an event after a moment; epoch ms. */
const logged = async (directory: string, event: string, after: number): Promise<number> => {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    for (const line of linesOf(directory)) {
      const entry = line.includes(`"${event}"`) ? (JSON.parse(line) as { time: string }) : null
      const at = entry === null ? 0 : Date.parse(entry.time)
      if (at >= after) return at
    }
    await sleep(10)
  }
  throw new Error(`the app never logged ${event}`)
}

const linesOf = (directory: string): string[] => {
  try {
    return readdirSync(directory).flatMap((file) => readFileSync(join(directory, file), 'utf8').split('\n'))
  } catch {
    return []
  }
}

/** Ends a program and everything it started. */
export const end = async ({ child }: Started): Promise<void> => {
  const gone = new Promise<void>((resolve) =>
    child.exitCode === null ? child.once('exit', () => resolve()) : resolve(),
  )
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 8_000)
  await gone
  clearTimeout(force)
}

/** Proportional set size of a process and all its descendants, in MiB (Linux). */
export const pssOfTree = (pid: number): number => {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It has ended in between.
    }
  }
  const isOurs = (one: number): boolean => one === pid || (parents.has(one) && one > 1 && isOurs(parents.get(one) ?? 0))
  let kib = 0
  for (const one of parents.keys()) {
    if (!isOurs(one)) continue
    try {
      kib += Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // It has ended in between.
    }
  }
  return kib / 1024
}
