import { join } from 'node:path'
import { runCamera } from '../../scripts/bench/qr/cameraRun.ts'
import { lengthMs, writeClips } from '../../scripts/bench/qr/clips.ts'
import { openBenchPage } from '../../scripts/bench/qr/page.ts'
import { type Desk, openDesk } from '../fixtures/desk.ts'
import { fakeCamera } from '../fixtures/fakeCamera.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'

/** Writes down the length of every code that the desk takes from now on: the screen keeps no more of a code. */
const listen = (desk: Desk): Promise<void> =>
  desk.page.evaluate(() => {
    const heard = new Set<number>()
    Object.assign(window, { heard })
    new MutationObserver(() => {
      const length = document.querySelector('[data-testid="scan-result"]')?.getAttribute('data-length')
      if (length !== undefined && length !== null) heard.add(Number(length))
    }).observe(document.body, { attributes: true, attributeFilter: ['data-length'], childList: true, subtree: true })
  })
const heardBy = (desk: Desk): Promise<readonly number[]> =>
  desk.page.evaluate(() => [...(window as unknown as { heard: Set<number> }).heard])

/**
 * Versions 6 to 25, turned, tilted, blurred, noisy, dim, inverted, moving in and out, on a phone with glare. html5-qrcode's own engine on
 * the same video is what a desk would have without any of this.
 */
test('the desk reads every clip, and html5-qrcode by itself does not', { tag: '@portable' }, async ({
  dataDirectory,
  folder,
}) => {
  const video = join(folder, 'clips.y4m')
  const clips = writeClips(video, 'each look once')
  await test.step('the app', async () => {
    const desk = await openDesk({ settingsFile: null, dataDirectory, extraArguments: fakeCamera(video) })
    await listen(desk)
    const scan = scanOn(() => desk.page)
    await scan.open()
    await scan.cameraIs('running')
    // The camera plays the video in a circle.
    await expect
      .poll(
        async () => {
          const heard = await heardBy(desk)
          return clips.filter(({ text }) => !heard.includes(text.length)).map(({ name }) => name)
        },
        { timeout: 3 * lengthMs(clips) },
      )
      .toEqual([])
    await scan.close()
    await desk.close()
    expect(desk.complaints()).toEqual([])
  })
  await test.step('html5-qrcode by itself', async () => {
    const bench = await openBenchPage(null)
    try {
      const own = await runCamera(bench, video, clips, 'html5-qrcode')
      expect(own.read, `it has not read ${own.unread.join(', ')}`).toBeLessThan(clips.length)
    } finally {
      bench.close()
    }
  })
})
