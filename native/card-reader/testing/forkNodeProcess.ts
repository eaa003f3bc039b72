import { fork } from 'node:child_process'
import type { ForkedProcess } from '../readerProcess.ts'

/** Runs a helper process as a Node child process instead of an Electron utilityProcess. */
export const forkNodeProcess = (processFile: string, env: NodeJS.ProcessEnv = {}): ForkedProcess => {
  const child = fork(processFile, [], { env: { ...process.env, ...env }, execArgv: [] })
  return {
    get pid() {
      return child.pid
    },
    postMessage(message) {
      // A child that has just been killed has no channel any more; its exit is heard anyhow.
      if (child.connected) child.send(message as object)
    },
    on(event: 'message' | 'exit', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') child.on('message', listener as (message: unknown) => void)
      else child.on('exit', (code) => (listener as (code: number) => void)(code ?? -1))
    },
    kill: () => child.kill(),
  }
}
