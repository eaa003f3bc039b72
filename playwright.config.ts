import { defineConfig } from '@playwright/test'

/** The screens that `npm run e2e` and `npm test` have put up: as many stories play side by side. */
const displays = (process.env.STORY_DISPLAYS ?? '').split(' ').filter((name) => name !== '')

// This file is read again in each worker: there it takes the screen of its place.
const own = displays[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
if (own !== undefined) process.env.DISPLAY = own

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // How each document looks on paper; `--update-snapshots` takes new ones, for somebody to look at.
  snapshotPathTemplate: 'e2e/references/{arg}{ext}',
  // Each worker is a desk of its own: its screen, its readers, its servers. Which desk is free takes the next story, of whatever file.
  workers: Math.max(1, displays.length),
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
})
