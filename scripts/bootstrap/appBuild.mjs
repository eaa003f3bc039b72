import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { step } from './progress.mjs'
import { projectRoot } from './projectRoot.mjs'

const inputs = ['main', 'preload', 'renderer', 'native', 'resources']
const inputFiles = ['package.json', 'package-lock.json', 'electron.vite.config.ts', 'tsconfig.base.json']
const isNoInput = (name) => /\.test\.\w+$|\.md$|\.tsbuildinfo$/.test(name)

/**
 * Names the state of everything the built app is made from, by content: whoever has the same sources has the same stamp.
 * `extra` is whatever else changes the result.
 */
export async function sourceStamp(root, extra) {
  const hash = createHash('sha256').update(extra)
  const folders = await Promise.all(inputs.map((folder) => filesUnder(join(root, folder))))
  const files = [...inputFiles.map((name) => join(root, name)), ...folders.flat()].sort()
  const contents = await Promise.all(files.map((path) => readFile(path).catch(absentIsEmpty)))
  for (const [index, path] of files.entries()) {
    hash.update(`\0${relative(root, path).split(sep).join('/')}\0${contents[index].length}\0`).update(contents[index])
  }
  return hash.digest('hex')
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((entry) => entry.isFile() && !isNoInput(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

function absentIsEmpty(error) {
  if (error.code === 'ENOENT') return Buffer.alloc(0)
  throw error
}

/** Builds the app into out/, unless out/ was built from these very sources for the same Electron. */
export async function buildApp({ node, env }, log) {
  const stamp = await sourceStamp(projectRoot, `electron ${env.ELECTRON_MAJOR_VER}`)
  const stampPath = join(projectRoot, 'out', '.stamp')
  if ((await readFile(stampPath, 'utf8').catch(absentIsEmpty)).toString() === stamp) return
  await rm(stampPath, { force: true })
  const tool = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  await step(log, 'Building the app', async () => {
    const { code, tail } = await run(node, [tool, 'build'], { cwd: projectRoot, env })
    if (code === 0) return
    throw new SetupFailure('The app could not be built.', 'Mend what the build names, and run this again.', tail)
  })
  await writeFile(stampPath, stamp)
}
