// `npm start`: prepares what is missing, builds, and opens the app in its surroundings. See --help.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './bootstrap/appBuild.mjs'
import { endAll, ended, start } from './bootstrap/children.mjs'
import { hasDisplay, startInvisibleDisplay } from './bootstrap/display.mjs'
import { endWithFailure, SetupFailure } from './bootstrap/failure.mjs'
import { logToStderr as log } from './bootstrap/progress.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { prepare } from './bootstrap/run.mjs'
import { isControlSoftwareHere } from './launch/controlSoftware.mjs'
import { demonstrationFolder, startDemonstration } from './launch/demonstration.mjs'
import { appArguments, electronArguments } from './launch/electronArguments.mjs'
import { parseStartArguments, startUsage } from './launch/startArguments.mjs'

const parsed = parseStartArguments(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
if (!parsed.ok) {
  console.error(`${parsed.reason}\n\n${startUsage}`)
  process.exit(2)
}
if (parsed.value.help) console.log(startUsage)
else await main(parsed.value).catch(endWithFailure)

async function main(asked) {
  if (asked.settings && !existsSync(asked.settings)) {
    throw new SetupFailure(`There is no settings file ${asked.settings}.`, 'Give the path of one that exists.')
  }
  const sims = asked.sims && (asked.visit !== undefined || (await wantsDemonstration()))
  const shown = hasDisplay()
  const need = ['npm', 'electron', 'sqlite', 'fonts', ...(shown ? [] : ['xvfb']), ...(sims ? ['pcsc'] : [])]
  const prepared = await prepare({ need, log })
  await buildApp(prepared, log)
  if (!shown) {
    const display = await startInvisibleDisplay()
    Object.assign(prepared.env, display.env)
    log(`No display here: the windows open on an invisible one (Xvfb, ${display.env.DISPLAY}, 1366 × 768).`)
    log('Lines about failing to connect to the bus are Chromium missing a desktop, and harmless.')
  }
  await endAll(asked.visit ? await playVisit(asked, prepared) : await openApp(asked, sims, prepared))
}

async function wantsDemonstration() {
  if (await isControlSoftwareHere()) {
    log('NHI control software answers on this computer: the app uses it, and no simulators are started.')
    return false
  }
  if (process.platform === 'linux') return true
  log(
    'No NHI control software answers here. The demonstration surroundings need pcscd with virtual readers, which only',
  )
  log('Linux has, so the app opens without any. Install the control software, or name others by --settings FILE.')
  return false
}

async function openApp(asked, sims, { electronPath, node, env }) {
  const surroundings = sims ? await startDemonstration({ node, env }, log) : null
  Object.assign(env, surroundings?.env)
  const settings = asked.settings ?? surroundings?.settingsFile
  const ownData = surroundings ? join(demonstrationFolder(), 'app') : undefined
  const rest = appArguments({ settings })
  const args = electronArguments(projectRoot, { userDataDir: asked.userDataDir ?? ownData, rest })
  const app = start(electronPath, args, { cwd: projectRoot, env, stdio: 'inherit' })
  if (surroundings) openPanel(surroundings.panelUrl, { electronPath, env })
  surroundings?.ended.then(() => {
    if (app.exitCode === null) log('The demonstration surroundings have ended; the app goes on without them.')
  })
  const { code, reason } = await ended(app)
  if (reason) throw new SetupFailure(`Electron could not be started: ${reason}`, 'See that its program may be run.')
  return code
}

function openPanel(panelUrl, { electronPath, env }) {
  const folder = join(projectRoot, 'e2e', 'sims', 'panel')
  const args = electronArguments(folder, { rest: [`--panel-url=${panelUrl}`] })
  start(electronPath, args, { cwd: projectRoot, env, stdio: ['ignore', 'ignore', 'inherit'] })
  log(`Demonstration panel: ${panelUrl}`)
}

async function playVisit(asked, { node, env }) {
  const script = join(projectRoot, 'e2e', 'visit.ts')
  const args = [script, asked.visit, ...(asked.settings ? ['--settings', asked.settings] : [])]
  const { code } = await ended(start(node, args, { cwd: projectRoot, env, stdio: 'inherit' }))
  return code
}
