import { fail, type Result } from '../../../preload/contract/result.ts'

/** One call at a time, in the order asked for. */
export interface CallQueue {
  run<T>(call: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>>
  /**
   * As `run`, for a call that changes nothing: `abandon` gives it up, whether it runs or waits, and it answers `CARD_REMOVED`, so
   * that a new card need not wait for what was asked about the old one.
   */
  runAbandonable<T>(call: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>>
  abandon(): void
}

export const createCallQueue = (): CallQueue => {
  const abandonable = new Set<AbortController>()
  let last: Promise<unknown> = Promise.resolve()

  const enqueue = <T>(
    call: (signal: AbortSignal) => Promise<Result<T>>,
    controller: AbortController,
  ): Promise<Result<T>> => {
    const turn = last.then(() =>
      controller.signal.aborted ? fail('CARD_REMOVED', { retryable: true }) : call(controller.signal),
    )
    // The next call's turn comes whatever became of this one; its own caller hears of a throw.
    last = turn.catch(() => undefined)
    return turn
  }

  return {
    run: (call) => enqueue(call, new AbortController()),
    async runAbandonable(call) {
      const controller = new AbortController()
      abandonable.add(controller)
      try {
        return await enqueue(call, controller)
      } finally {
        abandonable.delete(controller)
      }
    },
    abandon() {
      for (const controller of abandonable) controller.abort()
    },
  }
}
