import { setTimeout as sleep } from 'node:timers/promises'
import type { CameraLog, CameraReader, QrBench } from '../../../renderer/dev/qr-bench/types.ts'
import { type Clip, clipFrames, framesPerSecond, lengthMs } from './clips.ts'
import type { BenchPage } from './page.ts'

/** What an unread clip counts as: it was on the screen so long. */
const clipMs = (clipFrames * 1_000) / framesPerSecond

/** How one reader did on a row of clips. */
export interface CameraScore {
  /** From each clip's first picture on the screen to its text, in milliseconds. */
  readonly ms: readonly number[]
  readonly read: number
  /** Frames that were handed to our reader until each clip was read; infinite for one that never was. */
  readonly frames: readonly number[]
  readonly unread: readonly string[]
  /** Pictures of the preview in a second. */
  readonly preview: number
  /** The longest task of the page's own thread, in milliseconds; 0 when none took 50. */
  readonly longestTask: number
}

const scoreOf = (clips: readonly Clip[], log: CameraLog, longestTask: number): CameraScore => {
  const unread: string[] = []
  const perClip = clips.map(({ name, text }, index) => {
    const begun = log.begun[index]
    const scanned = log.scanned.find((one) => one.text === text)
    if (begun === undefined) throw new Error(`the camera never showed clip ${index + 1} of ${clips.length}`)
    if (scanned === undefined) {
      unread.push(name)
      return { ms: clipMs, frames: Number.POSITIVE_INFINITY }
    }
    return { ms: scanned.at - begun, frames: log.handed.filter((at) => at >= begun && at <= scanned.at).length }
  })
  const [first = 0, last = 0] = [log.begun[0], log.begun.at(-1)]
  const shown = log.pictures.filter((at) => at >= first && at < last).length
  return {
    ms: perClip.map(({ ms }) => ms),
    read: clips.length - unread.length,
    frames: perClip.map(({ frames }) => frames),
    unread,
    preview: (shown * 1_000) / (last - first),
    longestTask,
  }
}

/** Plays a video of clips to one reader, from its beginning, in a page of its own. */
export const runCamera = (
  bench: BenchPage,
  video: string,
  clips: readonly Clip[],
  reader: CameraReader,
): Promise<CameraScore> => {
  const flags = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]
  return bench.use(flags, async (page) => {
    await page.evaluate((by) => (window as unknown as { bench: QrBench }).bench.startCamera(by), reader)
    // Starting camera, worker and WebAssembly is not what is measured.
    await page.waitForFunction(() => (window as unknown as { bench: QrBench }).bench.cameraLog().pictures.length > 10)
    await page.evaluate(() => (window as unknown as { bench: QrBench }).bench.longestTask())
    await page.waitForFunction(
      (count) => (window as unknown as { bench: QrBench }).bench.cameraLog().begun.length >= count,
      clips.length,
      { timeout: 3 * lengthMs(clips) },
    )
    await sleep(clipMs + 200)
    const [log, longestTask] = await page.evaluate(() => {
      const { cameraLog, longestTask } = (window as unknown as { bench: QrBench }).bench
      return [cameraLog(), longestTask()] as const
    })
    return scoreOf(clips, log, longestTask)
  })
}
