import type { ForkedProcess } from '../../helper-process/forkedProcess.ts'
import type { Pcsc } from '../pcsc.ts'
import { createReaderHost } from '../readerHost.ts'

/** A helper process without a process of its own; its messages take a turn of the event loop, as real ones do. */
export interface InProcess extends ForkedProcess {
  /** Ends by itself, as after a crash. */
  crash(): void
}

export const createInProcess = (pcsc: Pcsc): InProcess => {
  const onMessage: ((message: unknown) => void)[] = []
  const onExit: ((code: number) => void)[] = []
  let isAlive = true
  const end = (): void => {
    isAlive = false
    pcsc.stop()
  }
  const receive = createReaderHost({
    pcsc,
    post(message) {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        if (isAlive) for (const listener of onMessage) listener(copy)
      })
    },
    now: () => performance.now(),
    schedule(run, ms) {
      setTimeout(() => {
        if (isAlive) run()
      }, ms)
    },
  })
  return {
    postMessage(message) {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        if (isAlive) receive(copy)
      })
    },
    on(event: 'message' | 'exit', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') onMessage.push(listener as (message: unknown) => void)
      else onExit.push(listener)
    },
    kill: end,
    crash() {
      if (!isAlive) return
      end()
      for (const listener of onExit) listener(1)
    },
  }
}
