// `npm run outbox-faults [-- --seeds N --seed S]`: days at the outbox on which servers, clock, line and disk fail (e2e/faults). As root
// it runs in a network namespace of its own, so that the interface may be taken down; else those days are named and left out.
import { endAll, ended, start } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { prepare } from './bootstrap/run.mjs'
import { takeRandomRuns } from './checks/randomRuns.mjs'

const tests = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.int.config.ts', 'e2e/faults']

async function main() {
  const { randomRuns, others } = takeRandomRuns(process.argv.slice(2))
  const { node, env } = await prepare({ need: ['npm', 'wrong-clock'] })
  const command = [node, ...tests, ...others]
  const isAlone = process.platform === 'linux' && process.getuid() === 0
  const [program, ...args] = isAlone
    ? ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...command]
    : command
  const own = isAlone ? { FAULTS_OWN_NETWORK: '1' } : {}
  const vitest = start(program, args, {
    cwd: projectRoot,
    env: { ...env, ...randomRuns, ...own },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const { code } = await ended(vitest)
  await endAll(code)
}

await main().catch(endWithFailure)
