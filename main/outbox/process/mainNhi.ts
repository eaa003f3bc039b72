import type { NhiControlPort } from '../../../native/nhi-control/port.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import type { FromWorker, NhiAnswer, NhiQuestion } from './messages.ts'

/** What of the NHI port the sync worker needs. */
export type OutboxNhi = Pick<
  NhiControlPort,
  | 'open'
  | 'uploadRecords'
  | 'uploadResult'
  | 'treatmentNumberWithoutCard'
  | 'probeServer'
  | 'serverOffsetMs'
  | 'dispose'
>

/** Main's port as the worker reaches it: for ways in whose device only one process may hold. */
export interface MainNhi {
  readonly port: OutboxNhi
  /** Takes main's answer to a question in. */
  answered(answer: NhiAnswer): void
}

/** Main's own calls are bounded by far less; this only keeps the worker from waiting for an answer that was lost. */
const longestMs = 180_000

/** Asks main through the worker's message channel. */
export const createMainNhi = (post: (message: FromWorker) => void, withinMs = longestMs): MainNhi => {
  const waiting = new Map<number, (answer: NhiAnswer | null) => void>()
  let asked = 0
  let offsetMs: number | null = null

  const ask = (question: NhiQuestion): Promise<NhiAnswer['answer'] | null> =>
    new Promise((resolve) => {
      asked += 1
      const id = asked
      const late = setTimeout(() => end(null), withinMs)
      const end = (answer: NhiAnswer | null): void => {
        clearTimeout(late)
        waiting.delete(id)
        resolve(answer?.answer ?? null)
      }
      waiting.set(id, end)
      post({ type: 'nhi', id, question })
    })

  /** The value of an answer to a question of this kind; one that is late, or not of this kind, may have been carried out. */
  const answerOf = async <T>(
    question: NhiQuestion,
    pick: (value: Extract<NhiAnswer['answer'], { ok: true }>['value']) => T | null,
  ): Promise<Result<T>> => {
    const answer = await ask(question)
    if (answer === null) return fail('NHI_REPLY_LOST', { retryable: true, details: { reason: 'main' } })
    if (!answer.ok) return { ok: false, error: answer.error }
    const value = pick(answer.value)
    return value === null ? fail('NHI_REPLY_LOST', { retryable: true, details: { reason: 'main' } }) : ok(value)
  }

  return {
    answered(answer) {
      offsetMs = answer.offsetMs ?? offsetMs
      waiting.get(answer.id)?.(answer)
    },
    port: {
      open: () => answerOf({ call: 'open' }, (value) => (value.call === 'open' ? value.status : null)),
      uploadRecords: (xml, mode) =>
        answerOf({ call: 'uploadRecords', xml: Buffer.from(xml).toString('base64'), mode }, (value) =>
          value.call === 'uploadRecords' ? { opcode: value.opcode } : null,
        ),
      uploadResult: (opcode) =>
        answerOf({ call: 'uploadResult', opcode }, (value) =>
          value.call === 'uploadResult' ? { text: value.text } : null,
        ),
      treatmentNumberWithoutCard: (nationalId) =>
        answerOf({ call: 'treatmentNumberWithoutCard', nationalId }, (value) =>
          value.call === 'treatmentNumberWithoutCard'
            ? { treatmentDateTime: value.treatmentDateTime, treatmentNumber: value.treatmentNumber }
            : null,
        ),
      probeServer: () =>
        answerOf({ call: 'probeServer' }, (value) =>
          value.call === 'probeServer' ? { dataCentre: value.dataCentre } : null,
        ),
      serverOffsetMs: () => offsetMs,
      dispose: async () => {
        for (const end of waiting.values()) end(null)
      },
    },
  }
}
