// `npm run e2e [-- arguments for Playwright]`: the stories on the real Electron. `--runs N`, `--kills N`, `--patients N` and `--seed S` are
// for the stories that play random runs (card-chaos, crash-loop, clinic-day): how many, and which.
import { endAll } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { everything, prepare } from './bootstrap/run.mjs'
import { takeRandomRuns } from './checks/randomRuns.mjs'
import { playStories } from './checks/stories.mjs'

async function main() {
  const { randomRuns, others } = takeRandomRuns(process.argv.slice(2))
  const prepared = await prepare({ need: [...everything, 'foreign-cards', 'compiler', 'pdf'] })
  Object.assign(prepared.env, randomRuns)
  const { code } = await playStories(prepared, others)
  await endAll(code)
}

await main().catch(endWithFailure)
