import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../bootstrap/appBuild.mjs'
import { readJson } from '../bootstrap/cache.mjs'
import { ended, start } from '../bootstrap/children.mjs'
import { startInvisibleDisplay } from '../bootstrap/display.mjs'
import { logToStderr } from '../bootstrap/progress.mjs'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { tallyOfPlaywright, troublesOfPlaywright } from './tally.mjs'

/** Stories that need no virtual readers carry this tag; only they run where pcscd's virtual readers do not exist. */
const portable = '@portable'

/**
 * Builds the app and plays the Playwright stories on it; on Linux always on invisible screens of one size, one for each desk that
 * plays (`playwright.config.ts` gives each its own). `args` go to Playwright.
 */
export async function playStories({ node, env }, args = [], desks = 1) {
  await buildApp({ node, env }, logToStderr)
  const displays = process.platform === 'linux' ? await startDisplays(desks) : []
  const folder = await mkdtemp(join(tmpdir(), 'clinic-stories-'))
  const report = join(folder, 'stories.json')
  const cli = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
  const child = start(node, [cli, 'test', '--reporter=list,json', ...restriction(args), ...args], {
    cwd: projectRoot,
    env: {
      ...env,
      ...displays[0]?.env,
      STORY_DISPLAYS: displays.map((display) => display.env.DISPLAY).join(' '),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
    stdio: 'inherit',
  })
  const { code } = await ended(child)
  const told = await readJson(report)
  await rm(folder, { recursive: true, force: true })
  for (const display of displays) await display.stop()
  return { code, tally: tallyOfPlaywright(told, code), troubles: troublesOfPlaywright(told) }
}

/** Stories wait more than they work: half as many desks again as there are cores, so that no core waits with them. */
const deskCount = () => Math.max(2, Math.min(4, Math.floor(availableParallelism() * 1.5)))

/**
 * All stories. Where there are virtual readers several desks play side by side, each with a screen, readers and servers of its own.
 * A story may be tried once more, and is named at the end then, because it is to be looked at. A proof that counts losses and has found one
 * fails at the second try, too (`e2e/fixtures/finding.ts`).
 */
export async function playAllStories(prepared) {
  const { tally, troubles } = await playStories(
    prepared,
    ['--retries=1'],
    process.platform === 'linux' ? deskCount() : 1,
  )
  return { tally, troubles }
}

/** One after the other: two that look for a free number at once might find the same. */
async function startDisplays(count) {
  const displays = []
  while (displays.length < count) displays.push(await startInvisibleDisplay())
  return displays
}

function restriction(args) {
  if (process.platform === 'linux' || args.some((argument) => argument.startsWith('--grep'))) return []
  console.log(`Virtual readers need pcscd on Linux: only the stories tagged ${portable} are played here.`)
  return ['--grep', portable]
}
