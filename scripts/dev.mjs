// `npm run dev`: the app with live reload, in the same surroundings as `npm start`. Takes --settings and --no-sims.
import { join } from 'node:path'
import { endAll, ended, start } from './bootstrap/children.mjs'
import { hasDisplay, startInvisibleDisplay } from './bootstrap/display.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { logToStderr as log } from './bootstrap/progress.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { prepare } from './bootstrap/run.mjs'
import { demonstrationFolder, startDemonstration } from './launch/demonstration.mjs'
import { appArguments } from './launch/electronArguments.mjs'
import { parseStartArguments, startUsage } from './launch/startArguments.mjs'

async function main() {
  const parsed = parseStartArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
  if (!parsed.ok) {
    console.error(`${parsed.reason}\n\n${startUsage}`)
    return endAll(2)
  }
  const sims = parsed.value.sims && process.platform === 'linux'
  const need = ['npm', 'electron', 'sqlite', 'fonts', ...(hasDisplay() ? [] : ['xvfb']), ...(sims ? ['pcsc'] : [])]
  const { electronPath, node, env } = await prepare({ need, log })
  if (!hasDisplay()) Object.assign(env, (await startInvisibleDisplay()).env)
  const surroundings = sims ? await startDemonstration({ node, env }, log) : null
  Object.assign(env, surroundings?.env)
  if (surroundings) log(`Demonstration panel: ${surroundings.panelUrl}`)
  const settings = parsed.value.settings ?? surroundings?.settingsFile
  const userData = parsed.value.userDataDir ?? (surroundings ? join(demonstrationFolder(), 'app') : undefined)
  const forApp = [...(userData ? [`--user-data-dir=${userData}`] : []), ...appArguments({ settings })]
  const tool = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const noSandbox = process.platform === 'linux' && process.getuid() === 0 ? ['--noSandbox'] : []
  const child = start(node, [tool, 'dev', '--watch', ...noSandbox, '--', ...forApp], {
    cwd: projectRoot,
    env: { ...env, ELECTRON_EXEC_PATH: electronPath },
    stdio: 'inherit',
  })
  await endAll((await ended(child)).code)
}

await main().catch(endWithFailure)
