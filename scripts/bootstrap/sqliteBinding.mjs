import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { prepareSources, rewriteBuildFile, stringReferenceHeader } from '../../native/sqlite/buildForNodeApi9.mjs'
import { cacheDirectory, makeTemporary, publish } from './cache.mjs'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { baseNode } from './npm.mjs'
import { programPath } from './officialElectron.mjs'
import { step } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'
import { prepareSystem } from './systemPackages.mjs'

const shippedNodeApi = 10
const driver = join(projectRoot, 'node_modules', 'better-sqlite3')

/** Where the driver built for that runtime lies or will lie; null when the shipped binary does. */
export async function sqliteBindingPath(runtime) {
  if (runtime.napi >= shippedNodeApi) return null
  const { version } = JSON.parse(await readFile(join(driver, 'package.json'), 'utf8'))
  const recipe = createHash('sha256')
    .update(rewriteBuildFile(await readFile(join(driver, 'binding.gyp'), 'utf8')))
    .update(await readFile(stringReferenceHeader))
    .digest('hex')
    .slice(0, 12)
  const name = `${version}-napi9-${process.platform}-${process.arch}-${recipe}`
  return join(cacheDirectory(), 'sqlite', name, 'better_sqlite3.node')
}

/** Builds the driver when the runtime needs it and it is not in the cache yet. Gives its path, or null. */
export async function prepareSqlite(runtime, log) {
  const binding = await sqliteBindingPath(runtime)
  if (binding === null || existsSync(binding)) return binding
  if (process.platform === 'win32') {
    throw new SetupFailure(
      `Electron ${runtime.electron} cannot load the SQLite driver, and on Windows it is never compiled.`,
      'Let this computer reach Electron’s official download (or a mirror: ELECTRON_MIRROR) and run this again.',
    )
  }
  await needCompiler(log)
  const folder = await makeTemporary('sqlite')
  const build = await prepareSources({ driver, folder, node: await fullPathOfNode() })
  const logFile = join(cacheDirectory(), 'logs', 'sqlite-build.log')
  const label = `Compiling SQLite for Electron ${runtime.electron} (once, about two minutes)`
  await step(log, label, async () => {
    const { code, tail } = await run(build.command, build.args, { ...build.options, logFile })
    if (code === 0) return
    throw new SetupFailure(
      'SQLite could not be compiled.',
      `Read the whole output in ${logFile}; where the Node headers could not be downloaded, name a folder that has ` +
        'include/node by the environment variable npm_config_nodedir. Then run this again.',
      tail,
    )
  })
  await tryIn(runtime, build.result)
  await publish(build.result, binding)
  await rm(folder, { recursive: true, force: true })
  return binding
}

async function needCompiler(log) {
  if ((await missingTools()).length > 0) await prepareSystem(['compiler'], log)
  const missing = await missingTools()
  if (missing.length === 0) return
  throw new SetupFailure(
    `The SQLite driver must be compiled for this Electron, and these are missing: ${missing.join(', ')}`,
    process.platform === 'darwin'
      ? 'Run `xcode-select --install`, and run this again.'
      : `See that ${missing.join(', ')} can be found on the PATH, and run this again.`,
  )
}

async function missingTools() {
  const tools = ['python3', 'make', 'g++']
  const found = await Promise.all(tools.map((tool) => run(tool, ['--version'])))
  return tools.filter((_, index) => found[index].code !== 0)
}

async function fullPathOfNode() {
  const { stdout } = await run(baseNode(), ['-p', 'process.execPath'])
  return stdout.trim()
}

/** A driver that does not survive a round trip in the very runtime is not kept. */
async function tryIn(runtime, binding) {
  const program = join(runtime.dist, programPath())
  const script = `
    const Database = require(${JSON.stringify(driver)})
    const db = new Database(':memory:', { nativeBinding: ${JSON.stringify(binding)} })
    db.exec('create table t (甲 text)')
    db.prepare('insert into t values (@v)').run({ v: '健保' })
    process.exit(db.prepare('select 甲 from t').get().甲 === '健保' ? 0 : 1)`
  const { code, tail } = await run(program, ['-e', script], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  if (code !== 0) {
    throw new SetupFailure(
      `The SQLite driver was compiled, but does not work in Electron ${runtime.electron}.`,
      'Report this with the output above: the driver or the runtime has changed.',
      tail,
    )
  }
}
