import { fork } from 'node:child_process'
import type { ForkedProcess } from './forkedProcess.ts'

/** Runs a helper as a Node child process: a Node program of another bitness than the app's, or this Node in tests. */
export const forkNodeProcess = (
  processFile: string,
  options: { readonly program?: string; readonly env?: NodeJS.ProcessEnv } = {},
): ForkedProcess => {
  const child = fork(processFile, [], {
    env: { ...process.env, ...options.env },
    execArgv: [],
    ...(options.program === undefined ? {} : { execPath: options.program }),
  })
  return {
    get pid() {
      return child.pid
    },
    postMessage(message) {
      // A child that has just been killed has no channel any more; its exit is heard anyhow.
      if (child.connected) child.send(message as object, () => undefined)
    },
    on(event: 'message' | 'exit', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') child.on('message', listener as (message: unknown) => void)
      else {
        child.on('exit', (code) => (listener as (code: number) => void)(code ?? -1))
        // A program that is missing or not executable never exits, because it never began.
        child.on('error', () => {
          if (child.pid === undefined) (listener as (code: number) => void)(-1)
        })
      }
    },
    kill: () => child.kill(),
  }
}
