import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from '../fixtures/desk.ts'
import { killTree } from '../fixtures/killTree.ts'

/** Who is killed: the sync worker, the main process alone (what it has started must end by itself), or everything at once. */
export type Victim = 'worker' | 'main' | 'everything'

/** How long an orphaned process may go on; the sync worker gives itself two seconds. */
const orphanMs = 10_000

/** Pids of the sync worker and of all processes below main. */
export const processesOf = async (
  desk: Desk,
): Promise<{ readonly main: number; readonly worker: number | null; readonly all: readonly number[] }> => {
  const found = await desk.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, name, serviceName }) => ({ pid, name: name ?? serviceName ?? '' })),
  )
  const main = desk.app.process().pid
  if (main === undefined) throw new Error('the app has no process')
  return { main, worker: found.find(({ name }) => name === 'outbox')?.pid ?? null, all: found.map(({ pid }) => pid) }
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Resolves when none of these processes lives any more. */
export const allGone = async (pids: readonly number[]): Promise<void> => {
  const until = performance.now() + orphanMs
  while (pids.some(lives)) {
    if (performance.now() > until) throw new Error(`a process goes on ${orphanMs} ms after main was killed`)
    await sleep(10)
  }
}

/** SIGKILL, which nothing can catch. */
export const killNow = (
  victim: Victim,
  { main, worker }: { readonly main: number; readonly worker: number | null },
): void => {
  if (victim === 'everything') {
    killTree(main)
    return
  }
  const pid = victim === 'main' ? main : worker
  if (pid === null) throw new Error('there is no sync worker to kill')
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
