import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../bootstrap/appBuild.mjs'
import { readJson } from '../bootstrap/cache.mjs'
import { ended, start } from '../bootstrap/children.mjs'
import { startInvisibleDisplay } from '../bootstrap/display.mjs'
import { logToStderr } from '../bootstrap/progress.mjs'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { addUp, tallyOfPlaywright } from './tally.mjs'

/** Stories that need no virtual readers carry this tag; only they run where pcscd's virtual readers do not exist. */
const portable = '@portable'

/**
 * Builds the app and plays the Playwright stories on it; on Linux always on an invisible screen of one size. `args` go to
 * Playwright.
 */
export async function playStories({ node, env }, args = []) {
  await buildApp({ node, env }, logToStderr)
  const display = process.platform === 'linux' ? await startInvisibleDisplay() : null
  const folder = await mkdtemp(join(tmpdir(), 'clinic-stories-'))
  const report = join(folder, 'stories.json')
  const cli = join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
  const child = start(node, [cli, 'test', '--reporter=list,json', ...restriction(args), ...args], {
    cwd: projectRoot,
    env: { ...env, ...display?.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    stdio: 'inherit',
  })
  const { code } = await ended(child)
  const tally = tallyOfPlaywright(await readJson(report), code)
  await rm(folder, { recursive: true, force: true })
  await display?.stop()
  return { code, tally }
}

/**
 * All stories. Where there are virtual readers the random runs, which wait more than they work, are played beside the others, on a screen
 * and readers of their own.
 */
export async function playAllStories(prepared) {
  if (process.platform !== 'linux') return (await playStories(prepared)).tally
  await buildApp(prepared, logToStderr)
  const results = await Promise.all([
    playStories(prepared, ['specs/(card-chaos|crash-loop)', '--output=test-results/random']),
    playStories(prepared, ['specs/(?!card-chaos|crash-loop)', '--output=test-results/stories']),
  ])
  return addUp(results.map(({ tally }) => tally))
}

function restriction(args) {
  if (process.platform === 'linux' || args.some((argument) => argument.startsWith('--grep'))) return []
  console.log(`Virtual readers need pcscd on Linux: only the stories tagged ${portable} are played here.`)
  return ['--grep', portable]
}
