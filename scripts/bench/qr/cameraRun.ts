import { setTimeout as sleep } from 'node:timers/promises'
import { fakeCamera } from '../../../e2e/fixtures/fakeCamera.ts'
import type { CameraLog, CameraReader, QrBench } from '../../../renderer/dev/qr-bench/types.ts'
import { longestTask, trustWatch } from './blocking.ts'
import { type Clip, clipFrames, framesPerSecond, lengthMs } from './clips.ts'
import type { BenchPage } from './page.ts'

/** What an unread clip counts as: it was on the screen so long. */
const clipMs = (clipFrames * 1_000) / framesPerSecond

/** How one reader did on a row of clips. */
export interface CameraScore {
  /** From each clip's first picture on the screen to its text, in milliseconds. */
  readonly ms: readonly number[]
  readonly read: number
  /** Pictures of each clip that the camera had shown when its text was given; infinite for one that was never read. */
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
    return { ms: scanned.at - begun.at, frames: scanned.number - begun.number + 1 }
  })
  const [first, last] = [log.begun[0], log.begun.at(-1)]
  if (first === undefined || last === undefined) throw new Error('the camera showed no clip')
  return {
    ms: perClip.map(({ ms }) => ms),
    read: clips.length - unread.length,
    frames: perClip.map(({ frames }) => frames),
    unread,
    preview: ((last.number - first.number) * 1_000) / (last.at - first.at),
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
  return bench.use([...fakeCamera(video), '--use-fake-ui-for-media-stream'], async (page) => {
    await page.evaluate((by) => (window as unknown as { bench: QrBench }).bench.startCamera(by), reader)
    // Starting camera, worker and WebAssembly is not what is measured.
    await page.waitForFunction(
      () => ((window as unknown as { bench: QrBench }).bench.cameraLog().newest?.number ?? 0) > 10,
    )
    await trustWatch(page)
    await page.waitForFunction(
      (count) => (window as unknown as { bench: QrBench }).bench.cameraLog().begun.length >= count,
      clips.length,
      { timeout: 3 * lengthMs(clips) },
    )
    await sleep(clipMs + 200)
    const log = await page.evaluate(() => (window as unknown as { bench: QrBench }).bench.cameraLog())
    return scoreOf(clips, log, await longestTask(page))
  })
}
