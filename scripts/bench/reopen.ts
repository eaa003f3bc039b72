// Spawn to usable front desk with 1,000,000 visits and 100,000 waiting outbox rows in the store, against the same start with none.
// Alternating runs; medians.
import { statSync } from 'node:fs'
import { writeHistory } from './desks/clinicHistory.ts'
import { benchDesk } from './desks/desk.ts'
import { end, startApp } from './measure/program.ts'
import { median, pronounce } from './measure/verdict.ts'

const runs = Number(process.argv[2] ?? 5)
const history = { visits: 1_000_000, waiting: 100_000 }
const limit = 1.3

const empty = await benchDesk({ patients: 1_000 })
const full = await benchDesk({ patients: 1_000 })
const startedAt = performance.now()
writeHistory(full.file, full.key, history)
const gib = statSync(full.file).size / 2 ** 30
console.log(`${gib.toFixed(2)} GiB written in ${Math.round((performance.now() - startedAt) / 1_000)} s`)

const emptyMs: number[] = []
const fullMs: number[] = []
// The first of each warms the disk's cache and is not counted.
for (let run = 0; run <= runs; run += 1) {
  const without = await startApp(empty.dataDirectory, empty.settingsFile)
  await end(without)
  const started = await startApp(full.dataDirectory, full.settingsFile)
  await end(started)
  if (run === 0) continue
  emptyMs.push(without.readyMs)
  fullMs.push(started.readyMs)
  console.log(`run ${run}: empty ${without.readyMs} ms, full ${started.readyMs} ms`)
}
const value = median(fullMs)
const baseline = median(emptyMs)
pronounce({
  name: 'reopen',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit,
})
