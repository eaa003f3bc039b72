// Idle memory (PSS) of all processes of the app against a bare Electron window. Linux only, as PSS is read from /proc.
import { setTimeout as sleep } from 'node:timers/promises'
import { benchDesk } from './desks/desk.ts'
import { end, pssOfTree, type Started, startApp, startBare } from './measure/program.ts'
import { median, pronounce } from './measure/verdict.ts'

const runs = 3
const limit = 1.8
/** What start-up leaves lying about is collected in this time. */
const idleMs = 20_000

const measure = async (started: Started): Promise<number> => {
  await sleep(idleMs)
  const pss = pssOfTree(started.child.pid ?? 0)
  await end(started)
  return pss
}

const desk = await benchDesk({ patients: 1_000 })
const bare: number[] = []
const app: number[] = []
for (let run = 1; run <= runs; run += 1) {
  bare.push(await measure(await startBare()))
  app.push(await measure(await startApp(desk.dataDirectory, desk.settingsFile)))
  console.log(`run ${run}: bare ${bare.at(-1)?.toFixed(0)} MiB, app ${app.at(-1)?.toFixed(0)} MiB`)
}
const value = median(app)
const baseline = median(bare)
pronounce({
  name: 'memory',
  value,
  unit: 'MiB',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit,
})
