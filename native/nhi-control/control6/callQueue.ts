import { fail, type Result } from '../../../preload/contract/result.ts'

type Call<T> = (signal: AbortSignal) => Promise<Result<T>>

/** The turns of one question about the inserted card; all are given up together. */
export interface Turns {
  /** Beside other reads, but not beside what changes the card. */
  shared<T>(call: Call<T>): Promise<Result<T>>
  /** Alone, like a write. */
  alone<T>(call: Call<T>): Promise<Result<T>>
}

/** The order of what is done with the cards: reads side by side, writes alone, everything in the order asked for. */
export interface CallQueue {
  /** Alone; never given up. */
  run<T>(call: () => Promise<Result<T>>): Promise<Result<T>>
  /**
   * For a question: `abandon` gives it up, whether it runs or waits, and it answers `CARD_REMOVED`, so that a new card need not
   * wait for what was asked about the old one, and nothing of the old question reaches the new card.
   */
  question<T>(ask: (turns: Turns) => Promise<Result<T>>): Promise<Result<T>>
  abandon(): void
}

/** The next call's turn comes whatever became of this one; its own caller hears of a throw. */
const settled = (turn: Promise<unknown>): Promise<unknown> => turn.catch(() => undefined)

export const createCallQueue = (): CallQueue => {
  const questions = new Set<AbortController>()
  let lastAlone: Promise<unknown> = Promise.resolve()
  let sharedSince: Promise<unknown> = Promise.resolve()

  const alone = <T>(call: () => Promise<Result<T>>): Promise<Result<T>> => {
    const turn = Promise.all([lastAlone, sharedSince]).then(call)
    lastAlone = settled(turn)
    sharedSince = Promise.resolve()
    return turn
  }
  const shared = <T>(call: () => Promise<Result<T>>): Promise<Result<T>> => {
    const turn = lastAlone.then(call)
    sharedSince = Promise.all([sharedSince, settled(turn)])
    return turn
  }

  return {
    run: alone,
    async question(ask) {
      const controller = new AbortController()
      const { signal } = controller
      const unlessGivenUp =
        <T>(call: Call<T>) =>
        async (): Promise<Result<T>> =>
          signal.aborted ? fail('CARD_REMOVED', { retryable: true }) : call(signal)
      questions.add(controller)
      try {
        return await ask({
          shared: (call) => shared(unlessGivenUp(call)),
          alone: (call) => alone(unlessGivenUp(call)),
        })
      } finally {
        questions.delete(controller)
      }
    },
    abandon() {
      for (const controller of questions) controller.abort()
    },
  }
}
