// `npm run pack [-- arguments for electron-builder]`: packs the app for this system, by electron-builder.yml.
import { join } from 'node:path'
import { buildApp } from './bootstrap/appBuild.mjs'
import { endAll, ended, start } from './bootstrap/children.mjs'
import { endWithFailure } from './bootstrap/failure.mjs'
import { logToStderr as log } from './bootstrap/progress.mjs'
import { projectRoot } from './bootstrap/projectRoot.mjs'
import { prepare } from './bootstrap/run.mjs'
import { assembleCshisHelper } from './packaging/cshisHelper.mjs'
import { packagingPlan } from './packaging/packagingPlan.mjs'

async function main() {
  const { electronDist, runtime, node, env } = await prepare({ need: ['npm', 'electron', 'sqlite'], log })
  const plan = packagingPlan(process.argv.slice(2), { platform: process.platform, electronDist, runtime })
  if (plan.note) log(plan.note)
  const target = { ...env, ELECTRON_MAJOR_VER: plan.electronVersion.split('.')[0] }
  await buildApp({ node, env: target }, log)
  // A build for Windows brings the 32-bit program that loads csHis50.dll; nothing is downloaded for the others.
  if (plan.forWindows) await assembleCshisHelper(log)
  const cli = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js')
  const child = start(node, [cli, 'build', ...plan.args], { cwd: projectRoot, env: target, stdio: 'inherit' })
  await endAll((await ended(child)).code)
}

await main().catch(endWithFailure)
