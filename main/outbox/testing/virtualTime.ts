import type { Scheduler } from '../dispatch/scheduler.ts'

/** Time that stands still until a test moves it. */
export interface VirtualTime extends Scheduler {
  /** Lets everything that doesn't wait for time run to its end. */
  settle(): Promise<void>
  /** Moves time on, timer by timer, settling after each. */
  advance(ms: number): Promise<void>
  /** Moves the wall clock only, as a correction by a server does. */
  jump(ms: number): void
}

interface Timer {
  readonly at: number
  readonly order: number
  readonly task: () => void
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export const createVirtualTime = (startAt = Date.UTC(2026, 10, 22, 1)): VirtualTime => {
  let elapsed = 0
  let offset = startAt
  let order = 0
  let breathing = 0
  const timers = new Set<Timer>()

  const settle = async (): Promise<void> => {
    // SQLite answers at once, so that whatever isn't waiting for a timer is done after a few quiet turns of the loop.
    for (let quiet = 0; quiet < 3; quiet += 1) {
      if (breathing > 0) quiet = 0
      await turn()
    }
  }
  const nextBefore = (until: number): Timer | undefined =>
    [...timers]
      .filter((timer) => timer.at <= until)
      .sort((one, other) => one.at - other.at || one.order - other.order)[0]

  return {
    now: () => offset + elapsed,
    monotonic: () => elapsed,
    after: (ms, task) => {
      order += 1
      const timer = { at: elapsed + Math.max(ms, 0), order, task }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    breathe: async () => {
      breathing += 1
      await turn()
      breathing -= 1
    },
    settle,
    advance: async (ms) => {
      const until = elapsed + ms
      await settle()
      for (let timer = nextBefore(until); timer !== undefined; timer = nextBefore(until)) {
        timers.delete(timer)
        elapsed = Math.max(elapsed, timer.at)
        timer.task()
        await settle()
      }
      elapsed = until
    },
    jump: (ms) => {
      offset += ms
    },
  }
}
