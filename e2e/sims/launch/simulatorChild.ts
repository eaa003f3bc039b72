import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { COMPILE_CACHE } from './compileCache.ts'
import type { FailedMessage, ReadyMessage } from './simulatorProcess.ts'

/** How to start one simulator. */
export interface ChildPlan {
  /** Folder of the simulator, such as `nhi-server`. */
  readonly simulator: string
  readonly configuration: unknown
  readonly environment?: Readonly<Record<string, string>>
}

/** A simulator process that has reported ready. */
export interface SimulatorChild {
  readonly simulator: string
  readonly pid: number
  readonly detail: unknown
  /** Resolves when the process is gone, however it went. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

const START_TIMEOUT_MS = 20_000
const STOP_TIMEOUT_MS = 5000
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Starts a simulator in its own process and waits until it is ready. Its output goes to our stderr. */
export async function startChild(plan: ChildPlan, stateFolder: string): Promise<SimulatorChild> {
  const configurationFile = join(stateFolder, 'processes', `${plan.simulator}.json`)
  mkdirSync(dirname(configurationFile), { recursive: true })
  writeFileSync(configurationFile, JSON.stringify(plan.configuration), { mode: 0o600 })
  const child = fork(join(ROOT, plan.simulator, 'main.ts'), [configurationFile], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...COMPILE_CACHE, ...process.env, ...plan.environment },
  })
  child.stdout?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const detail = await readiness(child, plan.simulator)
  return {
    simulator: plan.simulator,
    pid: child.pid ?? 0,
    detail,
    ended,
    stop: async () => {
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
      child.kill('SIGTERM')
      await ended
      clearTimeout(impatience)
    },
  }
}

function readiness(child: ChildProcess, name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`${name}: ${reason}`))
    }
    const onExit = (code: number | null): void => fail(`ended with ${code}`)
    const timer = setTimeout(() => fail('not ready in time'), START_TIMEOUT_MS)
    child.once('error', (error) => fail(error.message))
    child.once('exit', onExit)
    child.once('message', (message: ReadyMessage | FailedMessage) => {
      if (message.type === 'failed') {
        fail(message.reason)
        return
      }
      clearTimeout(timer)
      child.removeListener('exit', onExit)
      resolve(message.detail)
    })
  })
}
