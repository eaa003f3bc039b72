import type { FrameReading, FromWorker, StillPicture, StillReading, ToWorker } from './messages.ts'
import { newestWins } from './newestWins.ts'
import DecoderWorker from './worker.ts?worker'

/** Time for a still picture before it counts as unreadable. */
const stillBudgetMs = 1_500

export interface StillWishes {
  readonly onProgress?: (done: number, of: number) => void
  /** Ends the search at its next step; the answer is then what was found so far: nothing. */
  readonly signal?: AbortSignal
}

/** The QR reader beside the page. */
export interface Decoder {
  /** Reads a camera's frame, which it takes over; null when a newer frame has come before it had its turn. */
  readFrame(frame: VideoFrame): Promise<FrameReading | null>
  /** Reads a still picture, which it takes over, trying hard. Rejects only when the reader itself cannot run. */
  readStill(picture: StillPicture, wishes?: StillWishes): Promise<StillReading>
  /** Ends the worker; what is under way is rejected. */
  close(): void
}

interface Asked {
  readonly resolve: (message: FromWorker) => void
  readonly reject: (error: Error) => void
  readonly onProgress: ((done: number, of: number) => void) | undefined
}

export const openDecoder = (): Decoder => {
  const worker = new DecoderWorker()
  const asked = new Map<number, Asked>()
  let lastId = 0
  let isClosed = false

  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    const one = asked.get(data.id)
    if (data.kind === 'progress') {
      one?.onProgress?.(data.done, data.of)
      return
    }
    asked.delete(data.id)
    if (data.kind === 'failed') one?.reject(new Error(data.reason))
    else one?.resolve(data)
  })
  const rejectAll = (reason: string): void => {
    for (const { reject } of asked.values()) reject(new Error(reason))
    asked.clear()
  }
  worker.addEventListener('error', ({ message }) => rejectAll(message))

  const ask = (
    message: (id: number) => ToWorker,
    handedOver: Transferable,
    onProgress?: (done: number, of: number) => void,
  ): { readonly id: number; readonly answer: Promise<FromWorker> } => {
    lastId += 1
    const id = lastId
    const answer = new Promise<FromWorker>((resolve, reject) => asked.set(id, { resolve, reject, onProgress }))
    worker.postMessage(message(id), [handedOver])
    return { id, answer }
  }

  return {
    readFrame: newestWins(async (frame: VideoFrame) => {
      if (isClosed) {
        // Had waited its turn: a worker that has ended would never let go of it.
        frame.close()
        throw new Error('closed')
      }
      const answer = await ask((id) => ({ kind: 'frame', id, frame }), frame).answer
      if (answer.kind !== 'frame') throw new Error(`a frame was answered with ${answer.kind}`)
      return answer.reading
    }),
    readStill: async (picture, { onProgress, signal } = {}) => {
      const handedOver = picture instanceof ImageBitmap ? picture : picture.bgra.buffer
      const { id, answer } = ask(
        (id) => ({ kind: 'still', id, picture, budgetMs: stillBudgetMs }),
        handedOver,
        onProgress,
      )
      const cancel = (): void => worker.postMessage({ kind: 'cancel', id } satisfies ToWorker)
      signal?.addEventListener('abort', cancel)
      const reply = await answer.finally(() => signal?.removeEventListener('abort', cancel))
      if (reply.kind !== 'still') throw new Error(`a still was answered with ${reply.kind}`)
      return reply.reading
    },
    close: () => {
      isClosed = true
      worker.terminate()
      rejectAll('closed')
    },
  }
}
