import { fail, ok, type Result } from '../../preload/contract/result.ts'
import type { FromReaderProcess } from './readerMessages.ts'

/** What the helper process answers when it was asked to do something with a card. */
export type CardAnswer = Extract<FromReaderProcess, { type: 'read-done' | 'exchange-done' }>

interface Pending {
  readonly reader: string
  readonly generation: number
  readonly deadline: NodeJS.Timeout
  readonly answer: (answer: Result<CardAnswer>) => void
}

/** The card work under way. Each is answered exactly once; an answer that comes after that is dropped. */
export interface PendingWork {
  /** Opens one; the id goes to the helper process. */
  open(reader: string, generation: number, answer: (answer: Result<CardAnswer>) => void): number
  /** Takes an answer; `isStill` tells whether the card is still the one that was asked for. */
  take(answer: CardAnswer, isStill: (reader: string, generation: number) => boolean): void
  /** Ends the one that hangs with `READER_TIMEOUT`, and the others, which lose their process with it, with `READER_SERVICE_DOWN`. */
  endHung(id: number): void
  endAll(): void
}

export const createPendingWork = (deadlineMs: number, onHang: (id: number) => void): PendingWork => {
  const pending = new Map<number, Pending>()
  let nextId = 0

  const close = (id: number): Pending | undefined => {
    const work = pending.get(id)
    pending.delete(id)
    clearTimeout(work?.deadline)
    return work
  }
  const endAll = (): void => {
    for (const id of [...pending.keys()]) close(id)?.answer(fail('READER_SERVICE_DOWN', { retryable: true }))
  }

  return {
    open(reader, generation, answer) {
      const id = nextId
      nextId += 1
      pending.set(id, { reader, generation, answer, deadline: setTimeout(() => onHang(id), deadlineMs) })
      return id
    },
    take(answer, isStill) {
      const work = close(answer.id)
      if (work === undefined) return
      work.answer(isStill(work.reader, work.generation) ? ok(answer) : fail('CARD_REMOVED', { retryable: true }))
    },
    endHung(id) {
      close(id)?.answer(fail('READER_TIMEOUT', { retryable: true }))
      endAll()
    },
    endAll,
  }
}
