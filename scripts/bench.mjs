// `npm run bench -- NAME`: one measurement against its baseline in the same run; the last line is its JSON verdict.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './bootstrap/appBuild.mjs'
import { cacheDirectory } from './bootstrap/cache.mjs'
import { endAll, ended, start } from './bootstrap/children.mjs'
import { hasDisplay, startInvisibleDisplay } from './bootstrap/display.mjs'
import { endWithFailure, SetupFailure } from './bootstrap/failure.mjs'
import { logToStderr as log } from './bootstrap/progress.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { everything, prepare } from './bootstrap/run.mjs'

const benches = [
  'cold-start',
  'memory',
  'card-to-patient',
  'apdu-overhead',
  'card-visit',
  'search',
  'save',
  'enqueue',
  'drain',
  'reopen',
  'national',
  'qr-stills',
  'qr-camera',
  'import',
  'search-codes',
  'switch',
  'reports',
]

async function main() {
  const [name = '', ...rest] = process.argv.slice(2)
  if (!benches.includes(name))
    throw new SetupFailure(`There is no bench "${name}".`, `Choose one of: ${benches.join(', ')}.`)
  const prepared = await prepare({ need: everything, log })
  const { env, node } = prepared
  await buildApp(prepared, log)
  // What a bench makes once and needs again lies where everything that is made here does.
  env.BENCH_CACHE = join(cacheDirectory(), 'bench')
  if (!hasDisplay()) Object.assign(env, (await startInvisibleDisplay()).env, { BENCH_SCREEN: 'invisible' })
  const program = join(projectRoot, 'scripts', 'bench', `${name}.ts`)
  if (!existsSync(program)) throw new SetupFailure(`The bench ${name} has no program.`, 'See scripts/bench.')
  const child = start(node, [program, ...rest], { cwd: projectRoot, env, stdio: ['ignore', 'inherit', 'inherit'] })
  await endAll((await ended(child)).code)
}

await main().catch(endWithFailure)
