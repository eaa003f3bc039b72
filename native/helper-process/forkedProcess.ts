/** What is used of a forked process: Electron's `UtilityProcess` is one, and a thin wrap of a Node child process. */
export interface ForkedProcess {
  readonly pid?: number | undefined
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): unknown
}

/**
 * Ends a process that may hang in a foreign call. The call sits in a thread that no request to end can reach, so that an orderly
 * end would wait for it; there is nothing in the process that has to be saved.
 */
export const endNow = (child: ForkedProcess): void => {
  if (child.pid === undefined) {
    child.kill()
    return
  }
  try {
    process.kill(child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}
