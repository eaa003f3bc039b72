import type { ForkedProcess } from '../../helper-process/forkedProcess.ts'
import { createScannerHost } from '../scannerHost.ts'
import type { SerialPorts } from '../serialPorts.ts'

/** A helper process without a process of its own; its messages take a turn of the event loop, as real ones do. */
export interface InProcess extends ForkedProcess {
  readonly isAlive: boolean
  /** Ends by itself, as after a crash. */
  crash(): void
}

export const createInProcess = (ports: SerialPorts, againAfterMs: number): InProcess => {
  const onMessage: ((message: unknown) => void)[] = []
  const onExit: ((code: number) => void)[] = []
  const opened = new Set<{ close(): Promise<void> }>()
  let isAlive = true
  const receive = createScannerHost({
    ports: {
      list: () => ports.list(),
      async open(port) {
        if (!isAlive) throw new Error('the process has ended')
        const one = await ports.open(port)
        opened.add(one)
        return one
      },
    },
    againAfterMs,
    post(message) {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        if (isAlive) for (const listener of onMessage) listener(copy)
      })
    },
  })
  const end = (): void => {
    if (!isAlive) return
    isAlive = false
    for (const port of opened) void port.close()
    queueMicrotask(() => {
      for (const listener of onExit) listener(1)
    })
  }
  return {
    get isAlive() {
      return isAlive
    },
    postMessage(message) {
      const copy: unknown = structuredClone(message)
      queueMicrotask(() => {
        if (isAlive) receive(copy)
      })
    },
    on(event: 'message' | 'exit' | 'spawn', listener: ((message: unknown) => void) | ((code: number) => void)) {
      if (event === 'message') onMessage.push(listener as (message: unknown) => void)
      else if (event === 'exit') onExit.push(listener)
    },
    kill: end,
    crash: end,
  }
}
