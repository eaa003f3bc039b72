import { randomBytes } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

const folderName = 'nhi-clinic-workstation'

/** Where everything lives that `npm ci` must not throw away: the Electron runtime, the SQLite build, the record of both. */
export function cacheDirectory(env = process.env, platform = process.platform) {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), folderName, 'cache')
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), folderName)
}

/** Half-made things live here; whoever holds the set-up lock may empty it. */
export function temporaryRoot() {
  return join(cacheDirectory(), 'tmp')
}

export async function makeTemporary(name) {
  const path = join(temporaryRoot(), `${name}-${randomBytes(4).toString('hex')}`)
  await mkdir(path, { recursive: true })
  return path
}

/** Puts a finished file or folder in its place in one step, so that nobody ever sees half of it. */
export async function publish(from, to) {
  await mkdir(dirname(to), { recursive: true })
  await rm(to, { recursive: true, force: true })
  await rename(from, to)
}

/** As `publish`, for a source that may lie on another disk. */
export async function publishCopy(from, to) {
  const staging = await makeTemporary('copy')
  const copy = join(staging, 'content')
  await cp(from, copy, { recursive: true, verbatimSymlinks: true })
  await publish(copy, to)
  await rm(staging, { recursive: true, force: true })
}

/** The parsed file, or null when it is absent or not whole (an interrupted write counts as absent). */
export async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || error.code === 'ENOENT') return null
    throw error
  }
}

export async function writeJson(path, value) {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`)
  await rename(draft, path)
}
