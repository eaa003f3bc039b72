import { fail, type Result } from '../../preload/contract/result.ts'
import type { PublicProfile } from './port.ts'
import type { FromReaderProcess } from './readerMessages.ts'

type ReadDone = Extract<FromReaderProcess, { type: 'read-done' }>

interface Pending {
  readonly reader: string
  readonly generation: number
  readonly deadline: NodeJS.Timeout
  readonly answer: (result: Result<PublicProfile>) => void
}

/** The readings under way. Each is answered exactly once; an answer that comes after that is dropped. */
export interface PendingReadings {
  /** Opens a reading; the id goes to the helper process. */
  open(reader: string, generation: number, answer: (result: Result<PublicProfile>) => void): number
  /** Takes an answer; `isStill` tells whether the card is still the one that was asked for. */
  take(message: ReadDone, isStill: (reader: string, generation: number) => boolean): void
  /** Ends all of them. */
  endAll(code: 'READER_TIMEOUT' | 'READER_SERVICE_DOWN'): void
}

export const createPendingReadings = (deadlineMs: number, onHang: () => void): PendingReadings => {
  const pending = new Map<number, Pending>()
  let nextId = 0

  const close = (id: number): Pending | undefined => {
    const reading = pending.get(id)
    pending.delete(id)
    clearTimeout(reading?.deadline)
    return reading
  }

  return {
    open(reader, generation, answer) {
      const id = nextId
      nextId += 1
      pending.set(id, { reader, generation, answer, deadline: setTimeout(onHang, deadlineMs) })
      return id
    },
    take({ id, result }, isStill) {
      const reading = close(id)
      if (reading === undefined) return
      if (!isStill(reading.reader, reading.generation)) reading.answer(fail('CARD_REMOVED', { retryable: true }))
      else if (result.ok) reading.answer(result)
      else {
        const { code, retryable, details } = result.error
        reading.answer(fail(code, { retryable, ...(details === undefined ? {} : { details }) }))
      }
    },
    endAll(code) {
      for (const id of [...pending.keys()]) close(id)?.answer(fail(code, { retryable: true }))
    },
  }
}
