/** Time as the outbox sees it, so that tests can hold it in their hands. */
export interface Scheduler {
  /** Epoch ms, server time; it may jump when a server corrects it. */
  now(): number
  /** Ms that only ever grow evenly; for waiting times. */
  monotonic(): number
  /** Runs the task once after so many ms; gives back how to call it off. */
  after(ms: number, task: () => void): () => void
  /** Lets messages, timers and sockets have their turn. */
  breathe(): Promise<void>
}

/** Node counts timers in 32 bits; a longer wait ends early, and whoever waits looks again. */
const longestMs = 2_147_483_647

export const createScheduler = (now: () => number): Scheduler => ({
  now,
  monotonic: () => performance.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, Math.min(Math.max(ms, 0), longestMs))
    return () => clearTimeout(timer)
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
})
