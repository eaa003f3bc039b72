// `node scripts/makeIcons.mjs`: makes the PNG and ICO icons anew from resources/icons/icon.svg.
import { join } from 'node:path'
import { endAll, ended, start } from './bootstrap/children.mjs'
import { hasDisplay, startInvisibleDisplay } from './bootstrap/display.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { prepare } from './bootstrap/run.mjs'
import { electronArguments } from './launch/electronArguments.mjs'

async function main() {
  const { electronPath, env } = await prepare({ need: ['npm', 'electron', ...(hasDisplay() ? [] : ['xvfb'])] })
  if (!hasDisplay()) Object.assign(env, (await startInvisibleDisplay()).env)
  const painter = join(projectRoot, 'scripts', 'icons')
  const args = electronArguments(painter, { rest: [join(projectRoot, 'resources', 'icons')] })
  await endAll((await ended(start(electronPath, args, { env, stdio: 'inherit' }))).code)
}

await main().catch(endWithFailure)
