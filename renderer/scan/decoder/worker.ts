import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { frameStatistics } from '../picture/frameStatistics.ts'
import type { FromWorker, StillPicture, ToWorker } from './messages.ts'
import { pictureOfFrame, pictureOfStill } from './pictureSources.ts'
import { prepareReader, readPicture } from './reader.ts'
import { type Look, readStill } from './readStill.ts'

// Decoding lives here, beside the page: whatever a picture costs, the page stays at work.

const ready = prepareReader(wasmUrl)
const cancelled = new Set<number>()
let frames = 0

const answer = (message: FromWorker): void => postMessage(message)

/** Lets messages that have come meanwhile be heard. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const onFrame = async (id: number, frame: VideoFrame): Promise<void> => {
  const startedAt = performance.now()
  const picture = await pictureOfFrame(frame).finally(() => frame.close())
  await ready
  frames += 1
  // Codes on dark screens are inverted: every other frame is looked at that way too.
  const { codes, seenSide } = await readPicture(picture, {
    binarizer: 'LocalAverage',
    tryInvert: frames % 2 === 0,
    tryDownscale: true,
  })
  const seen = seenSide === null ? null : seenSide / picture.height
  const ms = performance.now() - startedAt
  const { width, height } = picture
  answer({ kind: 'frame', id, reading: { codes, width, height, statistics: frameStatistics(picture), seen, ms } })
}

const look: Look = async (picture, { step, binarizer }) => {
  const prepared = step(picture)
  const options = { binarizer, tryInvert: true, tryDownscale: true }
  return (await readPicture(prepared.picture, options, prepared.toSource)).codes
}

const onStill = async (id: number, still: StillPicture, budgetMs: number): Promise<void> => {
  const picture = pictureOfStill(still)
  await ready
  const reading = await readStill(picture, {
    look,
    now: () => performance.now(),
    budgetMs,
    onProgress: (done, of) => answer({ kind: 'progress', id, done, of }),
    isCancelled: async () => {
      await nextTurn()
      return cancelled.has(id)
    },
  })
  cancelled.delete(id)
  answer({ kind: 'still', id, reading })
}

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') {
    cancelled.add(data.id)
    return
  }
  const work = data.kind === 'frame' ? onFrame(data.id, data.frame) : onStill(data.id, data.picture, data.budgetMs)
  void work.catch((error: unknown) => answer({ kind: 'failed', id: data.id, reason: String(error) }))
})
