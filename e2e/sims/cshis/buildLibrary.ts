import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const sources = fileURLToPath(new URL('./library/', import.meta.url))
const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra', '-fvisibility=hidden', '-D_GNU_SOURCE']

/**
 * Compiles the simulated csHis50 with the system's C compiler (`CC`, or cc) and gives its path. The result lies in the temporary
 * directory under a name that follows from its sources, so that it is built once for each state of them.
 */
export async function buildCshisLibrary(): Promise<string> {
  const names = (await readdir(sources)).sort()
  const hash = createHash('sha256').update(flags.join(' '))
  for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(sources, name)))
  const folder = join(tmpdir(), `clinic-cshis-sim-${userInfo().uid}`)
  const library = join(folder, `cshis-${hash.digest('hex').slice(0, 16)}.so`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).some((name) => library.endsWith(name))) return library
  const draft = `${library}.${process.pid}`
  const files = names.filter((name) => name.endsWith('.c')).map((name) => join(sources, name))
  await promisify(execFile)(process.env.CC ?? 'cc', [...flags, '-o', draft, ...files])
  await rename(draft, library)
  return library
}
