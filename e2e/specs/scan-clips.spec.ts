import { join } from 'node:path'
import { runCamera } from '../../scripts/bench/qr/cameraRun.ts'
import { writeClips } from '../../scripts/bench/qr/clips.ts'
import { openBenchPage } from '../../scripts/bench/qr/page.ts'
import { expect, test } from '../fixtures/story.ts'

/** Beside ours, html5-qrcode's own engine is what a desk would have without any of this. */
test('the scan panel reads every clip, and html5-qrcode by itself does not', { tag: '@portable' }, async ({
  folder,
}) => {
  const video = join(folder, 'clips.y4m')
  const clips = writeClips(video, 'each look once')
  const bench = await openBenchPage(null)
  try {
    const ours = await runCamera(bench, video, clips, 'ours')
    const own = await runCamera(bench, video, clips, 'html5-qrcode')
    expect(ours.unread).toEqual([])
    expect(own.read, `html5-qrcode has not read ${own.unread.join(', ')}`).toBeLessThan(clips.length)
  } finally {
    bench.close()
  }
})
