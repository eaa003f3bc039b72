import { existsSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { run } from './children.mjs'
import { SetupFailure } from './failure.mjs'
import { projectRoot } from './projectRoot.mjs'

/**
 * The Node this computer has, not the one npm put into node_modules: `npm ci` throws that one away while it runs.
 * (Under `npm start` the PATH finds node_modules/.bin first, so this very program may run in it.)
 */
export function baseNode() {
  const own = process.execPath
  if (!own.startsWith(join(projectRoot, 'node_modules') + sep)) return own
  return process.env.npm_node_execpath ?? 'node'
}

/** Runs npm through Node itself, so that no shell and no `npm.cmd` is needed. */
export function npm(args, options = {}) {
  const script = npmScript()
  return run(baseNode(), [script, ...args], { cwd: projectRoot, ...options, env: npmEnvironment(options.env) })
}

// Settings that `npm start` hands down would be taken for settings of this call.
function npmEnvironment(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(lifecycle|package)_/.test(name)))
}

function npmScript() {
  const prefix = dirname(baseNode())
  const candidates = [
    process.env.npm_execpath,
    join(prefix, 'node_modules', 'npm', 'bin', 'npm-cli.js'), // Windows
    join(prefix, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'), // everywhere else
    join(prefix, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'), // Debian's own package
  ]
  const found = candidates.find((path) => path?.endsWith('.js') && existsSync(path))
  if (!found)
    throw new SetupFailure('npm is missing.', 'Install Node 20 or newer together with npm, and run this again.')
  return found
}
