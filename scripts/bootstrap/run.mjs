import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { temporaryRoot } from './cache.mjs'
import { knownElectron, prepareElectron } from './electronRuntime.mjs'
import { endWithFailure, SetupFailure } from './failure.mjs'
import { withSetupLock } from './lock.mjs'
import { areModulesFresh, currentNode, prepareModules } from './nodeModules.mjs'
import { programPath } from './officialElectron.mjs'
import { logToStderr } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'
import { prepareSqlite, sqliteBindingPath } from './sqliteBinding.mjs'
import { prepareSystem } from './systemPackages.mjs'

const oldestNode = 20

/**
 * @typedef {'apt' | 'npm' | 'electron' | 'sqlite' | 'pcsc' | 'xvfb' | 'fonts' | 'foreign-cards' | 'compiler' | 'pdf'} Need
 * @typedef {object} Prepared
 * @property {string} electronPath  Electron's program
 * @property {string} electronDist  the folder it lies in
 * @property {{ electron: string, napi: number, route: string }} runtime
 * @property {string} node  the current Node in node_modules
 * @property {NodeJS.ProcessEnv} env  the environment for everything started from here
 */

/**
 * Sees that everything needed is here, bringing what is missing; quick when nothing is. `npm` brings node_modules,
 * `electron` the runtime, `sqlite` the driver for it; `apt` stands for the system's packages that the program and its stories
 * need, `pcsc`, `xvfb` and `fonts` for those alone; `foreign-cards`, `compiler` and `pdf` are asked for by name. Throws SetupFailure.
 * @param {{ need?: Need[], log?: (line: string) => void }} [options]
 * @returns {Promise<Prepared>}
 */
export async function prepare({ need = everything, log = logToStderr } = {}) {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new SetupFailure(`This is Node ${process.versions.node}.`, `Install Node ${oldestNode} or newer.`)
  }
  await prepareSystem(systemNeeds(need), log)
  const ready = (await alreadyPrepared(need)) ?? (await bring(need, log))
  return prepared(ready)
}

/** All there is to need. */
export const everything = ['apt', 'npm', 'electron', 'sqlite']

function systemNeeds(need) {
  const all = ['xvfb', 'pcsc', 'fonts', 'electron']
  const named = ['foreign-cards', 'compiler', 'pdf'].filter((one) => need.includes(one))
  return [...all.filter((one) => need.includes('apt') || need.includes(one)), ...named]
}

async function alreadyPrepared(need) {
  if (!(await areModulesFresh())) return null
  if (!need.includes('electron') && !need.includes('sqlite')) return { runtime: null, binding: null }
  const runtime = await knownElectron()
  if (!runtime) return null
  const binding = await sqliteBindingPath(runtime)
  if (need.includes('sqlite') && binding && !existsSync(binding)) return null
  return { runtime, binding }
}

function bring(need, log) {
  return withSetupLock(log, async () => {
    await rm(temporaryRoot(), { recursive: true, force: true }) // what interrupted runs have left
    await prepareModules(log)
    if (!need.includes('electron') && !need.includes('sqlite')) return { runtime: null, binding: null }
    const runtime = await prepareElectron(log)
    const binding = need.includes('sqlite') ? await prepareSqlite(runtime, log) : null
    return { runtime, binding }
  })
}

function prepared({ runtime, binding }) {
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env // editors set it, and Electron would be no Electron
  const path = [dirname(currentNode), join(projectRoot, 'node_modules', '.bin'), pathOf(inherited)].join(delimiter)
  const env = { ...withoutPath(inherited), PATH: path }
  if (!runtime) return { electronPath: null, electronDist: null, runtime, node: currentNode, env }
  Object.assign(env, {
    ELECTRON_OVERRIDE_DIST_PATH: runtime.dist,
    ELECTRON_MAJOR_VER: runtime.electron.split('.')[0], // electron-vite compiles for it
    ...(binding ? { NHI_SQLITE_BINDING: binding } : {}),
  })
  const electronPath = join(runtime.dist, programPath())
  return { electronPath, electronDist: runtime.dist, runtime, node: currentNode, env }
}

// Windows calls it Path, and two of them in one environment are one too many.
function pathOf(env) {
  return Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? ''
}

function withoutPath(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name.toUpperCase() !== 'PATH'))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { electronPath, runtime, env } = await prepare().catch(endWithFailure)
  console.log(JSON.stringify({ electronPath, runtime, sqliteBinding: env.NHI_SQLITE_BINDING ?? null }, null, 2))
}
