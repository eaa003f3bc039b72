import type { z } from 'zod'
import { endNow, type ForkedProcess } from './forkedProcess.ts'

export interface HelperListener<From> {
  onMessage(message: From): void
  /** The process ended, or told something that is not in the protocol and was ended for it; said once. */
  onEnd(reason: 'exit' | 'protocol'): void
}

/** A helper process as main holds it. */
export interface HelperProcess<To> {
  post(message: To): void
  /** Ends the process at once. Nothing is heard of it afterwards. */
  kill(): void
  /** Fulfilled when the process is gone, also after `kill`. */
  readonly gone: Promise<void>
}

/** Takes a forked process over: every message is parsed, and one that is not in the protocol ends it. */
export const startHelperProcess = <From, To>(
  child: ForkedProcess,
  schema: z.ZodType<From>,
  listener: HelperListener<From>,
): HelperProcess<To> => {
  let over = false
  const finish = (reason: 'exit' | 'protocol'): void => {
    if (over) return
    over = true
    listener.onEnd(reason)
  }
  child.on('message', (raw) => {
    if (over) return
    const message = schema.safeParse(raw)
    if (message.success) return listener.onMessage(message.data)
    endNow(child)
    finish('protocol')
  })
  const gone = new Promise<void>((resolve) => {
    child.on('exit', () => {
      resolve()
      finish('exit')
    })
  })
  return {
    gone,
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
