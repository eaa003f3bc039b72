// `npm run check`: types, lint, walls, unused code, i18n keys and unit tests.
import { endAll } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { prepare } from './bootstrap/run.mjs'
import { describeSteps, runCheckSteps } from './checks/checkSteps.mjs'
import { addUp, isGood, lastLine } from './checks/tally.mjs'

async function main() {
  const results = await runCheckSteps(await prepare({ need: ['npm'] }))
  const sum = addUp(results.map(({ tally }) => tally))
  console.log(`\n${describeSteps(results)}\n\n${lastLine(sum)}`)
  await endAll(isGood(sum) ? 0 : 1)
}

await main().catch(endWithFailure)
