// `npm run e2e [-- arguments for Playwright]`: the stories on the real Electron.
import { endAll } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { everything, prepare } from './bootstrap/run.mjs'
import { playStories } from './checks/stories.mjs'

async function main() {
  const prepared = await prepare({ need: everything })
  const { code } = await playStories(prepared, process.argv.slice(2))
  await endAll(code)
}

await main().catch(endWithFailure)
