import type { Page } from '@playwright/test'
import type { QrBench } from '../../../renderer/dev/qr-bench/types.ts'

const provenMs = 120

/** The longest task of the page's own thread since the last question, in milliseconds; 0 when none took 50. */
export const longestTask = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { bench: QrBench }).bench.longestTask())

/** Blocks the page on purpose and forgets what was before: a watch that does not tell of that would tell of nothing. */
export const trustWatch = async (page: Page): Promise<void> => {
  await longestTask(page)
  await page.evaluate((ms) => (window as unknown as { bench: QrBench }).bench.block(ms), provenMs)
  const told = await longestTask(page)
  if (told < provenMs) throw new Error(`the page was blocked for ${provenMs} ms and told of ${told}`)
}
