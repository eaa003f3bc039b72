import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { COMPILE_CACHE } from './compileCache.ts'

/** The line run.ts prints when everything is ready, as far as its starters use it. */
export interface ReadyLine {
  readonly settingsFile: string
  readonly panelUrl: string
  /** Environment in which PC/SC programs find this instance's readers. */
  readonly env: Readonly<Record<string, string>>
}

const START_TIMEOUT_MS = 30_000
const KEPT_CHARACTERS = 8000

/** Runs run.ts in a process of its own. Rejects with what it said when it does not become ready. SIMS_LOG=1 shows its log. */
export async function startRun(
  args: readonly string[],
): Promise<{ readonly ready: ReadyLine; readonly stop: () => Promise<void> }> {
  const child = spawn(currentNode(), [join(import.meta.dirname, '../run.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...COMPILE_CACHE, ...process.env },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = await readyLine(child)
  return {
    ready,
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGTERM')
      await gone
    },
  }
}

/** A Node that strips types: this one, or the one among the development dependencies. */
function currentNode(): string {
  const own = join(
    import.meta.dirname,
    '../../../node_modules/node/bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  return Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(own) ? process.execPath : own
}

function readyLine(child: ChildProcess): Promise<ReadyLine> {
  return new Promise((resolve, reject) => {
    let said = ''
    let line = ''
    const fail = (reason: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`the surroundings did not start: ${reason}\n${said}`))
    }
    const onExit = (code: number | null): void => fail(`ended with ${code}`)
    const timer = setTimeout(() => fail('not ready in time'), START_TIMEOUT_MS)
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-KEPT_CHARACTERS)
      if (process.env.SIMS_LOG === '1') process.stderr.write(chunk)
    })
    child.once('error', (error) => fail(error.message))
    child.once('exit', onExit)
    child.stdout?.on('data', (chunk: Buffer) => {
      line += String(chunk)
      if (!line.includes('\n')) return
      clearTimeout(timer)
      child.removeListener('exit', onExit)
      resolve(JSON.parse(line.slice(0, line.indexOf('\n'))) as ReadyLine)
    })
  })
}
