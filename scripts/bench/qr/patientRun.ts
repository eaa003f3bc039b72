import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Desk, openDesk } from '../../../e2e/fixtures/desk.ts'
import { fakeCamera } from '../../../e2e/fixtures/fakeCamera.ts'
import { y4mFrame, y4mHead } from '../../../e2e/fixtures/qr/files.ts'
import { drawScene, withNoise } from '../../../e2e/fixtures/qr/scene.ts'
import { type CardId, startSims } from '../../../e2e/sims/client.ts'
import { markCells, markSide } from '../../../renderer/dev/qr-bench/types.ts'
import { blankFrame, framesPerSecond, marked } from './clips.ts'

const [width, height] = [640, 480]
const people: readonly CardId[] = ['lin-adult', 'wu-low-income', 'zhao-veteran']
/** Two seconds without a code, so that the camera runs when it comes; then the code for a second and a half. */
const leadFrames = 60
const codeFrames = 45
/** A code that has brought no name by then will not. */
const longestMs = 20_000

/** A video of one code that comes before the camera; noisy, turned, and marked in the corner as long as it is to be seen. */
const writeVideo = (file: string, text: string, degrees: number): void => {
  const clean = drawScene({ text, width, height, share: 0.72, degrees })
  const frames = Array.from({ length: leadFrames + codeFrames }, (_, at) =>
    y4mFrame(at < leadFrames ? blankFrame : marked(withNoise(clean, 12, at), at - leadFrames)),
  )
  writeFileSync(file, Buffer.concat([y4mHead(width, height), ...frames]))
}

/** Marks of the scan that tell what it was doing with a code. */
const workMarks = [
  'scan-redeeming',
  'scan-busy',
  'scan-known',
  'scan-over',
  'scan-question',
  'switch-question',
] as const

/** How the scan stands on the screen, for whoever has to find out why a code brought no name. */
const scanStanding = (page: Page): Promise<string> =>
  page.evaluate((marks) => {
    const part = (mark: string): HTMLElement | null => document.querySelector(`[data-testid="${mark}"]`)
    return JSON.stringify({
      refused: part('scan-refused')?.dataset.code ?? null,
      camera: part('scan-camera')?.dataset.state ?? null,
      note: part('scan-note')?.dataset.note ?? null,
      work: marks.filter((mark) => part(mark) !== null),
    })
  }, workMarks)

/** A code that brought no name stops the run, which tells how the scan stood then. Nothing is tried again. */
const toldAs = async (source: 'camera' | 'scanner', page: Page, measured: Promise<number>): Promise<number> => {
  try {
    return await measured
  } catch (cause) {
    throw new Error(`by ${source}: ${await scanStanding(page)}`, { cause })
  }
}

/** Waits in the page for the first picture with the mark on the preview, and for the first frame with a name on the strip. */
const codeToName = (page: Page): Promise<number> =>
  page.evaluate(
    ([patienceMs, side, cells, frameMs]) =>
      new Promise<number>((resolve, reject) => {
        const shownName = (): string => document.querySelector('[data-testid="patient-name"]')?.textContent ?? ''
        setTimeout(() => {
          const met = begunAt === null ? 'its mark was never met' : `its mark was met at ${begunAt} ms`
          const held = shownName() === '' ? 'none' : 'one'
          reject(new Error(`a code brought no name in ${patienceMs} ms: ${met}, name on the strip: ${held}`))
        }, patienceMs)
        const context = new OffscreenCanvas(cells, 1).getContext('2d', { willReadFrequently: true })
        let begunAt: number | null = null
        let watched: HTMLVideoElement | null = null
        const watch = (video: HTMLVideoElement): void => {
          video.requestVideoFrameCallback((now) => {
            context?.drawImage(video, 0, 0, side * cells, side, 0, 0, cells, 1)
            const { data } = context?.getImageData(0, 0, cells, 1) ?? { data: [] }
            const isWhite = (cell: number): boolean => (data[cell * 4] ?? 0) > 128
            const missed = [1, 2, 3, 4].reduce((sum, cell) => sum + (isWhite(cell) ? 2 ** (cell - 1) : 0), 0)
            if (isWhite(0)) begunAt = now - missed * frameMs
            else watch(video)
          })
        }
        const look = (): void => {
          const video = document.querySelector('video')
          if (video !== null && video !== watched) {
            watched = video
            watch(video)
          }
          if (shownName() === '' || begunAt === null) requestAnimationFrame(look)
          else requestAnimationFrame((shownAt) => resolve(shownAt - (begunAt ?? 0)))
        }
        look()
      }),
    [longestMs, markSide, markCells, 1_000 / framesPerSecond] as const,
  )

/** Sends a code as a keyboard scanner does, and waits for the first frame with a name on the strip. */
const sentToName = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    ([code, patienceMs]) =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error(`a code brought no name in ${patienceMs} ms`)), patienceMs)
        const begunAt = performance.now()
        for (const key of [...code, 'Enter']) {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        }
        const look = (): void => {
          const name = document.querySelector('[data-testid="patient-name"]')?.textContent ?? ''
          if (name === '') requestAnimationFrame(look)
          else requestAnimationFrame((shownAt) => resolve(shownAt - begunAt))
        }
        look()
      }),
    [text, longestMs] as const,
  )

const putAway = async (desk: Desk): Promise<void> => {
  const session = await desk.ask('card:current', {})
  if (session !== null) await desk.ask('virtual-card:put-away', { cardSessionId: session.sessionId })
  await desk.page.waitForFunction(
    () => (document.querySelector('[data-testid="patient-name"]')?.textContent ?? '') === '',
  )
}

/**
 * The real app with the simulated control software and NHI, which answer at once: from a code's first picture on the preview to its
 * holder's name on the strip, in milliseconds, for each of so many codes; and the same for codes that a keyboard scanner sends.
 */
export const codesToPatients = async (
  count: number,
): Promise<{ readonly byCamera: readonly number[]; readonly byScanner: readonly number[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'qr-patient-'))
  const video = join(folder, 'code.y4m')
  const sims = await startSims({ dir: join(folder, 'sims') })
  writeVideo(video, await sims.nhi.makeVirtualCard('lin-adult'), 0)
  const desk = await openDesk({
    settingsFile: sims.settingsFile,
    dataDirectory: join(folder, 'data'),
    environment: sims.env,
    extraArguments: fakeCamera(video),
  })
  try {
    await desk.status.is('sam', 'verified')
    const byCamera: number[] = []
    const byScanner: number[] = []
    // The first code warms the paths and is not counted.
    for (let index = 0; index <= count; index += 1) {
      const person = people[index % people.length] ?? 'lin-adult'
      // The camera plays the file from its beginning each time it is opened.
      writeVideo(video, await sims.nhi.makeVirtualCard(person), (index * 7) % 25)
      const measured = toldAs('camera', desk.page, codeToName(desk.page))
      await desk.page.keyboard.press('F9')
      const ms = await measured
      await putAway(desk)
      const sent = sentToName(desk.page, await sims.nhi.makeVirtualCard(person))
      const sentMs = await toldAs('scanner', desk.page, sent)
      await putAway(desk)
      if (index === 0) continue
      byCamera.push(ms)
      byScanner.push(sentMs)
    }
    return { byCamera, byScanner }
  } finally {
    await desk.close()
    await sims.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
