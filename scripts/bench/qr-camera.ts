// A camera that plays noisy clips of codes: the first picture of each clip on the screen to `onScanned` of the scan panel, against
// html5-qrcode by itself on the same clips in the same run: with its own engine at the camera's full size, and with a BarcodeDetector
// on zxing-wasm at the size the preview has in the panel.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CameraLog, CameraReader, QrBench } from '../../renderer/dev/qr-bench/types.ts'
import { type Clip, clipFrames, lengthMs, writeClips } from './qr/clips.ts'
import { openBenchPage } from './qr/page.ts'
import { pronounce, quantile } from './verdict.ts'

const limitMs = 700
/** Of the clips, within so many frames handed to the reader. */
const shareWithin = 0.99
const framesAllowed = 3
const framesPerSecond = 30
const longestTaskLimitMs = 50
/** What an unread clip counts as: it was on the screen so long. */
const clipMs = (clipFrames * 1_000) / framesPerSecond

interface Score {
  readonly ms: readonly number[]
  readonly read: number
  /** Frames that were handed to our reader until each clip was read; infinite for one that never was. */
  readonly frames: readonly number[]
  readonly unread: readonly string[]
  readonly preview: number
  readonly longestTask: number
}

const scoreOf = (clips: readonly Clip[], log: CameraLog, longestTask: number): Score => {
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

const folder = mkdtempSync(join(tmpdir(), 'qr-camera-'))
const video = join(folder, 'clips.y4m')
const clips = writeClips(video)
const bench = await openBenchPage(null)
const flags = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${video}`,
]

const run = (reader: CameraReader): Promise<Score> =>
  bench.use(flags, async (page) => {
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

const ours = await run('ours')
const own = await run('html5-qrcode')
const withDetector = await run('html5-qrcode with BarcodeDetector')
bench.close()
rmSync(folder, { recursive: true })

const within = ours.frames.filter((frames) => frames <= framesAllowed).length / clips.length
for (const [name, score] of [
  ['scan panel', ours],
  ['html5-qrcode', own],
  ['html5-qrcode with BarcodeDetector', withDetector],
] as const) {
  console.log(
    `${name}: ${score.read} of ${clips.length} clips read, p95 ${quantile(score.ms, 0.95).toFixed(0)} ms, preview ${score.preview.toFixed(1)} fps, ` +
      `longest task of the page ${score.longestTask === 0 ? 'below 50' : score.longestTask.toFixed(0)} ms`,
  )
}
console.log(`scan panel within ${framesAllowed} frames: ${(within * 100).toFixed(1)} % (limit ${shareWithin * 100} %)`)
console.log(`scan panel has not read: ${ours.unread.join(', ') || 'none'}`)
const value = quantile(ours.ms, 0.95)
const baseline = quantile(own.ms, 0.95)
pronounce({
  name: 'qr-camera',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit: limitMs,
  pass:
    value <= limitMs &&
    within >= shareWithin &&
    Math.round(ours.preview) >= framesPerSecond &&
    ours.longestTask <= longestTaskLimitMs,
})
