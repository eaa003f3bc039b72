import { fail, type Result } from '../../../preload/contract/result.ts'

/** Asked before each step that cannot be taken back. Once it has said yes, the redeeming stops, whoever asks for it then. */
export type IsGivenUp = () => boolean

/** The redeeming of scanned texts, by their digests: one at a time, and only for as long as somebody waits for it. */
export interface Redeeming {
  /**
   * The same text asked for once more meanwhile (a camera sees it again) gets the same answer, and is waited for again if it had been
   * given up; where it has stopped because of that, it is begun anew. Another one is not sent (`VIRTUAL_CARD_BUSY`).
   */
  run<T>(digest: string, work: (isGivenUp: IsGivenUp) => Promise<Result<T>>): Promise<Result<T>>
  /** Nobody waits any more for the one under way; nothing happens when there is none. */
  giveUp(): void
}

interface UnderWay {
  readonly digest: string
  readonly answer: Promise<Result<unknown>>
  /** Whether it is waited for, has been given up, or has noticed so. */
  readonly turn: { state: 'wanted' | 'given-up' | 'stopped' }
}

export const createRedeeming = (): Redeeming => {
  let underWay: UnderWay | null = null

  const run = <T>(digest: string, work: (isGivenUp: IsGivenUp) => Promise<Result<T>>): Promise<Result<T>> => {
    if (underWay !== null) {
      const { answer, turn } = underWay
      if (underWay.digest !== digest) return Promise.resolve(fail('VIRTUAL_CARD_BUSY', { retryable: true }))
      const anew = (): Promise<Result<T>> => run(digest, work)
      if (turn.state === 'stopped') return answer.then(anew, anew)
      turn.state = 'wanted'
      return answer as Promise<Result<T>>
    }
    const turn: UnderWay['turn'] = { state: 'wanted' }
    const isGivenUp = (): boolean => {
      if (turn.state !== 'wanted') turn.state = 'stopped'
      return turn.state === 'stopped'
    }
    const answer = work(isGivenUp).finally(() => {
      underWay = null
    })
    underWay = { digest, answer, turn }
    return answer
  }

  return {
    run,
    giveUp() {
      if (underWay?.turn.state === 'wanted') underWay.turn.state = 'given-up'
    },
  }
}
