// `npm test`: prepares everything, runs all checks and all stories, and ends with the line `N passed, N failed`.
import { endAll } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { everything, prepare } from './bootstrap/run.mjs'
import { describeSteps, runCheckSteps, runIntegration } from './checks/checkSteps.mjs'
import { playAllStories } from './checks/stories.mjs'
import { addUp, isGood, lastLine } from './checks/tally.mjs'

async function main() {
  // The integration tests compile a simulated library.
  const prepared = await prepare({ need: [...everything, 'foreign-cards', 'compiler', 'pdf', 'wrong-clock'] })
  // Beside the checks, because the integration tests mostly wait for readers and servers.
  const results = (await Promise.all([runCheckSteps(prepared), runIntegration(prepared)])).flat()
  console.log('\n── stories')
  const began = Date.now()
  const played = await playAllStories(prepared)
  results.push({ name: 'stories', seconds: (Date.now() - began) / 1000, ...played })
  const sum = addUp(results.map((result) => result.tally))
  console.log(`\n${describeSteps(results)}\n\n${lastLine(sum)}`)
  await endAll(isGood(sum) ? 0 : 1)
}

await main().catch(endWithFailure)
