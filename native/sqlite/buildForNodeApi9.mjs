import { existsSync, realpathSync } from 'node:fs'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Force-included into the driver's C++: see the header itself for why. */
export const stringReferenceHeader = fileURLToPath(new URL('string-reference.h', import.meta.url))

/** What the driver's build file says, and what it must say for Node-API 9 (link-time optimisation loses the header). */
const changes = [
  [/NAPI_VERSION=10/, 'NAPI_VERSION=9'],
  [/'-flto'(, )?/, ''],
]

/** The driver's build file, rewritten for Node-API 9. Throws when it is not the build file this was written for. */
export function rewriteBuildFile(text) {
  return changes.reduce((current, [pattern, replacement]) => {
    if (!pattern.test(current)) throw new Error(`binding.gyp of better-sqlite3 no longer holds ${pattern}`)
    return current.replaceAll(new RegExp(pattern, 'g'), replacement)
  }, text)
}

/**
 * The folder that holds `include/node` of some Node, for node-gyp's `--nodedir`: npm's own setting, else the one beside
 * the running Node. Null lets node-gyp download the headers. Any Node's headers do, because only Node-API is used.
 */
export function nodeHeaders(node, env = process.env) {
  const beside = dirname(dirname(realpathSync(node)))
  const candidates = [env.npm_config_nodedir, beside].filter(Boolean)
  return candidates.find((folder) => existsSync(join(folder, 'include', 'node', 'common.gypi'))) ?? null
}

/**
 * Copies the driver's sources into `folder` and gives the command that compiles them there. The result will be
 * `build/Release/better_sqlite3.node` in that folder.
 */
export async function prepareSources({ driver, folder, node, env = process.env }) {
  for (const part of ['src', 'deps', 'lib', 'package.json'])
    await cp(join(driver, part), join(folder, part), { recursive: true })
  await writeFile(join(folder, 'binding.gyp'), rewriteBuildFile(await readFile(join(driver, 'binding.gyp'), 'utf8')))
  const modules = dirname(driver)
  const headers = nodeHeaders(node, env)
  return {
    command: node,
    args: [
      join(modules, 'node-gyp', 'bin', 'node-gyp.js'),
      ...['rebuild', '--release', '--force_build=1', '--jobs=max'],
      ...(headers ? [`--nodedir=${headers}`] : []),
    ],
    options: {
      cwd: folder,
      env: {
        ...env,
        PATH: `${dirname(node)}${delimiter}${env.PATH ?? ''}`,
        NODE_PATH: modules,
        CXXFLAGS: `${env.CXXFLAGS ?? ''} -include ${stringReferenceHeader}`,
      },
    },
    result: join(folder, 'build', 'Release', 'better_sqlite3.node'),
  }
}
