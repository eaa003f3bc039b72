// `npm test`: prepares everything, runs all checks and all stories, and ends with the line `N passed, N failed`.
import { endAll } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { everything, prepare } from './bootstrap/run.mjs'
import { describeSteps, runCheckSteps, runIntegration } from './checks/checkSteps.mjs'
import { playAllStories } from './checks/stories.mjs'
import { addUp, isGood, lastLine } from './checks/tally.mjs'

async function main() {
  // The integration tests compile a simulated library.
  const prepared = await prepare({ need: [...everything, 'foreign-cards', 'compiler', 'pdf'] })
  const results = await runCheckSteps(prepared)
  results.push(...(await runIntegration(prepared)))
  console.log('\n── stories')
  const began = Date.now()
  const tally = await playAllStories(prepared)
  results.push({ name: 'stories', seconds: (Date.now() - began) / 1000, tally })
  const sum = addUp(results.map((result) => result.tally))
  console.log(`\n${describeSteps(results)}\n\n${lastLine(sum)}`)
  await endAll(isGood(sum) ? 0 : 1)
}

await main().catch(endWithFailure)
