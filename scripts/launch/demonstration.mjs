import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { cacheDirectory } from '../bootstrap/cache.mjs'
import { start, stop } from '../bootstrap/children.mjs'
import { SetupFailure } from '../bootstrap/failure.mjs'
import { step } from '../bootstrap/progress.mjs'
import { projectRoot } from '../bootstrap/projectRoot.mjs'

const readyMs = 60_000

/** Where the demonstration keeps its state and the app its data meanwhile, apart from those of a real clinic. */
export function demonstrationFolder() {
  return join(cacheDirectory(), 'demonstration')
}

/**
 * Starts the simulators as separate processes and waits until they say that all are up.
 * `env` is for the programs that are to find the virtual readers.
 * @returns {Promise<{ settingsFile: string, panelUrl: string, env: Record<string, string>, ended: Promise<void> }>}
 */
export function startDemonstration({ node, env }, log) {
  return step(log, 'Starting the demonstration surroundings', async () => {
    const state = join(demonstrationFolder(), 'surroundings')
    const child = start(node, [join(projectRoot, 'e2e', 'sims', 'run.ts'), '--state', state], {
      cwd: projectRoot,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const ended = new Promise((resolve) => child.once('exit', () => resolve()))
    try {
      const { settingsFile, panelUrl, env: forReaders = {} } = await firstReady(child)
      return { settingsFile, panelUrl, env: forReaders, ended }
    } catch (error) {
      await stop(child)
      throw error
    }
  })
}

/** The line of JSON that says the simulators are up. Everything else they print is passed on. */
function firstReady(child) {
  return new Promise((resolve, reject) => {
    const fail = (reason) =>
      reject(
        new SetupFailure(
          `The demonstration surroundings did not start: ${reason}.`,
          'Read what they say above; `npm start -- --no-sims` opens the app without them.',
        ),
      )
    const timer = setTimeout(() => fail(`not ready after ${readyMs / 1000} s`), readyMs)
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => fail(`they ended with code ${code}`))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = parse(line)
      if (message?.ready !== true) return console.error(line)
      clearTimeout(timer)
      resolve(message)
    })
    child.once('exit', () => clearTimeout(timer))
  })
}

function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    return null // an ordinary line of text, which the caller prints
  }
}
