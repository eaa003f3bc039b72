import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { cacheDirectory, readJson } from './cache.mjs'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { npm } from './npm.mjs'
import { step } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'

const modules = join(projectRoot, 'node_modules')
const stampPath = join(modules, '.stamp')
const lockPath = join(projectRoot, 'package-lock.json')

/** The current Node that the npm package `node` puts into node_modules; everything but the set-up runs in it. */
export const currentNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Whether node_modules holds what package-lock.json says. */
export async function areModulesFresh() {
  return existsSync(currentNode) && (await isTreeInstalled())
}

async function isTreeInstalled() {
  const stamp = await lockStamp()
  if (existsSync(stampPath) && (await readFile(stampPath, 'utf8')) === stamp) return true
  const [wanted, installed] = await Promise.all([readJson(lockPath), readJson(join(modules, '.package-lock.json'))])
  if (!installed || !sameTree(wanted.packages, installed.packages)) return false
  await writeFile(stampPath, stamp)
  return true
}

/**
 * Whether npm's record of what it installed (written last, so absent after an interrupted install) is what the lock file
 * says. Packages for other systems may be absent; `wanted` also holds the project itself, under the empty path.
 */
export function sameTree(wanted, installed) {
  const same = (path) =>
    wanted[path]?.version === installed[path]?.version && wanted[path]?.integrity === installed[path]?.integrity
  const expected = Object.keys(wanted).filter((path) => path !== '' && (path in installed || !wanted[path].optional))
  return expected.every(same) && Object.keys(installed).every(same)
}

export async function prepareModules(log) {
  if (await areModulesFresh()) return
  const runsInside = process.execPath.startsWith(modules + sep)
  if (process.platform === 'win32' && runsInside) {
    throw new SetupFailure(
      'node_modules is not what package-lock.json says, and Windows cannot replace it while its own Node runs this.',
      'Run `npm ci --ignore-scripts` in this folder, then this again.',
    )
  }
  if (!(await isTreeInstalled()))
    await install(log, 'Installing npm packages', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  // The package `node` has its binary fetched by its install script, the only one that is let run.
  if (!(await currentNodeRuns()))
    await install(log, 'Installing the current Node', ['rebuild', 'node', '--foreground-scripts'])
  if (!(await currentNodeRuns())) {
    throw new SetupFailure(
      `The current Node is missing at ${currentNode}.`,
      'Run `npm rebuild node` in this folder and read what it says; then run this again.',
    )
  }
  await writeFile(stampPath, await lockStamp())
}

async function install(log, label, args) {
  const logFile = join(cacheDirectory(), 'logs', `npm-${args[0]}.log`)
  await step(log, label, async () => {
    const { code, stderr, tail } = await npm(args, { logFile })
    if (code === 0) return
    const said = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    throw new SetupFailure(
      `\`npm ${args.join(' ')}\` failed.`,
      `Mend what npm names (all it said: ${logFile}). See that \`npm ping\` succeeds and 2 GB are free; run this again.`,
      said.length > 0 ? said.slice(0, 15).join('\n') : tail,
    )
  })
}

async function currentNodeRuns() {
  if (!existsSync(currentNode)) return false
  const { version } = JSON.parse(await readFile(join(modules, 'node', 'package.json'), 'utf8'))
  const { stdout } = await run(currentNode, ['--version'])
  return stdout.trim() === `v${version}`
}

async function lockStamp() {
  return createHash('sha256')
    .update(await readFile(lockPath))
    .digest('hex')
}
