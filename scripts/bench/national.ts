// A country's day: 20,000 clinics and 1,000,000 visits, both data centres away for eight hours at midday. The product's own policy
// and gate on virtual time; the same day without an outage is the baseline, and the same outage without the spread is shown beside
// it. Writes the plot to main/outbox/national.svg.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pronounce } from './measure/verdict.ts'
import { playDay, type Scenario } from './national/nationalDay.ts'
import { plotDay } from './national/nationalPlot.ts'

const hour = 3_600_000
const outage = { from: 10 * hour, to: 18 * hour }
/** The peak after the return may be so many times the ordinary day's. */
const limit = 3

const scenario: Scenario = { clinics: 20_000, visits: 1_000_000, outage, withPolicy: true, capacity: 1_000, seed: 5 }
const ordinary = playDay({ ...scenario, outage: null })
const spread = playDay(scenario)
const herd = playDay({ ...scenario, withPolicy: false })

const peakOf = (perSecond: Uint32Array, from = 0): number =>
  perSecond.slice(from).reduce((most, each) => Math.max(most, each), 0)
const back = outage.to / 1_000
const share = spread.inTime / scenario.visits
const value = peakOf(spread.perSecond, back)
const baseline = peakOf(ordinary.perSecond)
const herdPeak = peakOf(herd.perSecond, back)

for (const [name, outcome] of Object.entries({ ordinary, spread, herd })) {
  console.log(
    `${name.padEnd(8)} delivered ${outcome.delivered}, within 24 h ${((100 * outcome.inTime) / scenario.visits).toFixed(3)} %, latest ${(outcome.latest / hour).toFixed(2)} h after the visit, ${outcome.refused} answered 503`,
  )
}
console.log(`peak after the return ${value}/s; on an ordinary day ${baseline}/s; without the spread ${herdPeak}/s`)
writeFileSync(
  join(import.meta.dirname, '..', '..', 'main', 'outbox', 'national.svg'),
  plotDay({ ordinary: ordinary.perSecond, spread: spread.perSecond, herd: herd.perSecond, outage, herdPeak }),
)
pronounce({
  name: 'national',
  value,
  unit: 'requests/s',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit && share === 1,
})
