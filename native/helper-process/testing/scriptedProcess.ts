import type { ForkedProcess } from '../forkedProcess.ts'

/** A helper process that is played by the test. */
export interface ScriptedProcess extends ForkedProcess {
  /** What main has sent. */
  readonly received: unknown[]
  readonly killed: boolean
  /** It has not begun, and hears of no end until it has: as Electron's utility process. */
  beginLater(): void
  begin(): void
  say(message: unknown): void
  exit(code: number): void
}

export const createScriptedProcess = (): ScriptedProcess => {
  const received: unknown[] = []
  const onMessage: ((message: unknown) => void)[] = []
  const onExit: ((code: number) => void)[] = []
  const onSpawn: (() => void)[] = []
  let killed = false
  let hasBegun = true
  return {
    received,
    get killed() {
      return killed
    },
    postMessage: (message) => received.push(message),
    on(event: 'message' | 'exit' | 'spawn', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') onMessage.push(listener as (message: unknown) => void)
      else if (event === 'exit') onExit.push(listener)
      else onSpawn.push(listener as () => void)
    },
    kill() {
      if (hasBegun) killed = true
      return hasBegun
    },
    beginLater() {
      hasBegun = false
    },
    begin() {
      hasBegun = true
      for (const listener of onSpawn) listener()
    },
    say(message) {
      for (const listener of onMessage) listener(message)
    },
    exit(code) {
      for (const listener of onExit) listener(code)
    },
  }
}
