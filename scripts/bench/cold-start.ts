// Spawn to usable front desk, with 1,000 patients in the store, against a bare Electron window. Alternating runs; medians.
import { benchDesk } from './desks/desk.ts'
import { end, startApp, startBare } from './measure/program.ts'
import { median, pronounce } from './measure/verdict.ts'

const runs = 9
const limit = 2

const desk = await benchDesk({ patients: 1_000 })
const bare: number[] = []
const app: number[] = []
// The first of each warms the disk's cache and is not counted.
for (let run = 0; run <= runs; run += 1) {
  const window = await startBare()
  await end(window)
  const started = await startApp(desk.dataDirectory, desk.settingsFile)
  await end(started)
  if (run === 0) continue
  bare.push(window.readyMs)
  app.push(started.readyMs)
  console.log(`run ${run}: bare ${window.readyMs} ms, app ${started.readyMs} ms`)
}
const value = median(app)
const baseline = median(bare)
pronounce({
  name: 'cold-start',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit,
})
