import type { z } from 'zod'
import { type FromReaderProcess, FromReaderProcessSchema, type ToReaderProcess } from './readerMessages.ts'

/** What is used of a forked process: Electron's `UtilityProcess` is one, and a thin wrap of a Node child process in tests. */
export interface ForkedProcess {
  readonly pid?: number | undefined
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): unknown
}

export interface ReaderProcessListener {
  onMessage(message: FromReaderProcess): void
  /** The process ended, or told something that is not in the protocol and was ended for it; said once. */
  onEnd(reason: 'exit' | 'protocol'): void
}

/** The helper process as main holds it. */
export interface ReaderProcess {
  post(message: ToReaderProcess): void
  /** Ends the process at once. Nothing is heard of it afterwards. */
  kill(): void
}

/**
 * Ends a process that may hang in a card call. The call sits in a thread that no request to end can reach, so that an orderly end
 * would wait for it; there is nothing in the process that has to be saved.
 */
const endNow = (child: ForkedProcess): void => {
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

export const startReaderProcess = (child: ForkedProcess, listener: ReaderProcessListener): ReaderProcess => {
  let over = false
  const finish = (reason: 'exit' | 'protocol'): void => {
    if (over) return
    over = true
    listener.onEnd(reason)
  }
  child.on('message', (raw) => {
    if (over) return
    const message: z.ZodSafeParseResult<FromReaderProcess> = FromReaderProcessSchema.safeParse(raw)
    if (message.success) return listener.onMessage(message.data)
    endNow(child)
    finish('protocol')
  })
  child.on('exit', () => finish('exit'))
  return {
    post(message) {
      if (!over) child.postMessage(message)
    },
    kill() {
      if (over) return
      over = true
      endNow(child)
    },
  }
}
