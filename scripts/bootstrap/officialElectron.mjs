import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDirectory, makeTemporary, publishCopy } from './cache.mjs'
import { run } from './children.mjs'
import { currentNode } from './nodeModules.mjs'
import { step, watchSize } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'

const probeMs = 4_000
const officialReleases = 'https://github.com/electron/electron/releases/download/'
const packageFolder = join(projectRoot, 'node_modules', 'electron')

/** The path of Electron's program inside its folder. */
export function programPath(platform = process.platform) {
  if (platform === 'win32') return 'electron.exe'
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

/** The version that package.json asks for, as installed. */
export async function wantedVersion() {
  return JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')).version
}

/** Where Electron's own installer would download from: its settings name a mirror in any of these ways. */
function releases(env) {
  const mirror = ['npm_config_electron_mirror', 'NPM_CONFIG_ELECTRON_MIRROR', 'ELECTRON_MIRROR']
  return mirror.map((name) => env[name]).find(Boolean) ?? officialReleases
}

/** Whether a small file of that release can be had within four seconds. */
export async function canReachOfficial(version, env = process.env) {
  try {
    const response = await fetch(`${releases(env)}v${version}/SHASUMS256.txt`, {
      signal: AbortSignal.timeout(probeMs),
    })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false // no network, no name, no answer in time: all the same here, the caller takes the other way
  }
}

/**
 * Lets Electron's own installer download the version of package.json and keeps the result in the cache. Null when the
 * installer fails; it has checked the download against the checksums in its package.
 */
export async function prepareOfficialElectron(version, log) {
  const dist = join(cacheDirectory(), 'electron', `${version}-${process.platform}-${process.arch}-official`)
  if (!existsSync(join(dist, programPath()))) {
    // The installer downloads into the system's temporary folder: given one of its own, its bytes can be counted.
    const temporary = await makeTemporary('download')
    const { ELECTRON_OVERRIDE_DIST_PATH: _, ...inherited } = process.env
    const env = { ...inherited, TMPDIR: temporary, TMP: temporary, TEMP: temporary }
    const installed = await step(log, `Downloading Electron ${version}`, (report) =>
      watchSize(temporary, report, () =>
        run(currentNode, [join(packageFolder, 'install.js')], { cwd: projectRoot, env }),
      ),
    )
    await rm(temporary, { recursive: true, force: true })
    if (installed.code !== 0) {
      log(`Electron's own installer failed:\n${installed.tail}`)
      return null
    }
    await publishCopy(join(packageFolder, 'dist'), dist)
    await rm(join(packageFolder, 'dist'), { recursive: true, force: true })
  }
  return dist
}

/** `require('electron')` reads the program's name from this file, which only the installer writes. */
export async function nameProgram() {
  const path = join(packageFolder, 'path.txt')
  if (!existsSync(path)) await writeFile(path, programPath())
}
