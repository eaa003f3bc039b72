import type { ForkedProcess } from '../forkedProcess.ts'

/** A helper process that is played by the test. */
export interface ScriptedProcess extends ForkedProcess {
  /** What main has sent. */
  readonly received: unknown[]
  readonly killed: boolean
  say(message: unknown): void
  exit(code: number): void
}

export const createScriptedProcess = (): ScriptedProcess => {
  const received: unknown[] = []
  const onMessage: ((message: unknown) => void)[] = []
  const onExit: ((code: number) => void)[] = []
  let killed = false
  return {
    received,
    get killed() {
      return killed
    },
    postMessage: (message) => received.push(message),
    on(event: 'message' | 'exit', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') onMessage.push(listener as (message: unknown) => void)
      else onExit.push(listener)
    },
    kill() {
      killed = true
    },
    say(message) {
      for (const listener of onMessage) listener(message)
    },
    exit(code) {
      for (const listener of onExit) listener(code)
    },
  }
}
