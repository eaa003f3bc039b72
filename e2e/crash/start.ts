import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { killTree } from '../fixtures/killTree.ts'
import { appArguments, appEnvironment, electronExecutable, type LaunchOptions, root } from '../fixtures/launch.ts'

/** Starts the app by itself, with nobody watching, and kills all of it after so long. */
export const killWhileStarting = async (options: LaunchOptions, afterMs: number): Promise<void> => {
  const child = spawn(electronExecutable(), appArguments(options), {
    cwd: root,
    env: appEnvironment(options),
    stdio: 'ignore',
  })
  const gone = once(child, 'exit')
  await sleep(afterMs)
  killTree(child.pid)
  await gone
}
