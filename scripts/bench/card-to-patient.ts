// The service's report of a card to the name on the screen, minus a bare connection, SELECT and READ of the same virtual card by another
// PC/SC client right after the same report; and the report of the removal to the screen without the name. The two take turns: the app's
// cards lie in the patient's reader, those for the bare client in the other one, which the app leaves unread.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { closeApp, launchApp } from '../../e2e/fixtures/launch.ts'
import { startSims } from '../../e2e/sims/client.ts'
import type { Pcsc } from '../../native/card-reader/pcsc.ts'
import { createPcsc } from '../../native/card-reader/pcscReader.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

const insertions = 20
/** Of the app's time over the bare reading's median: its own median, and what 95 of 100 keep to. Not limits of the whole time. */
const limitMs = 100
const p95LimitMs = 200
const removalLimitMs = 500
const people = ['lin-adult', 'wu-low-income', 'zhao-veteran'] as const
const select = Buffer.from('00A4040010D1580000010000000000000000000011', 'hex')
const read = Buffer.from('00CA1100020000', 'hex')

/** One bare reading: connect, SELECT, READ, release; gives the time from the moment it is called. */
const readBare = async (pcsc: Pcsc, reader: string): Promise<number> => {
  const startedAt = performance.now()
  const card = await pcsc.connect(reader)
  await card.transmit(select)
  await card.transmit(read)
  const ms = performance.now() - startedAt
  await card.release()
  return ms
}

/** Waits in the page for the first frame that shows a name, or none; gives that moment in epoch ms. */
const nameShown = (page: Page, isShown: boolean): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const name = document.querySelector('[data-testid="patient-name"]')?.textContent ?? ''
          if ((name !== '') !== wanted) requestAnimationFrame(look)
          else requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        }
        look()
      }),
    isShown,
  )

/** When main was told of the card, by this PC's clock, in epoch ms. */
const presentAt = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const ask = (name: string) => (window as unknown as Bridge).desk.invoke(name, {})
    interface Bridge {
      readonly desk: { invoke(name: string, input: unknown): Promise<{ value: never }> }
    }
    const session: { insertedAt: string } = (await ask('card:current')).value
    const status: { clock: { offsetMs: number | null } } = (await ask('status:current')).value
    return Date.parse(session.insertedAt) - (status.clock.offsetMs ?? 0)
  })

const folder = mkdtempSync(join(tmpdir(), 'bench-card-'))
const sims = await startSims({ dir: join(folder, 'sims') })
Object.assign(process.env, sims.env)
const pcsc = createPcsc()
/** When the service last reported a card in the patient's reader, and none, in epoch ms. */
const reportedAt = { present: 0, gone: 0 }
/** Told of the next card in the other reader: read at once, as the app reads its own. */
let bareTurn: { resolve(ms: Promise<number>): void } | null = null
pcsc.start({
  onReader: ({ name, present }) => {
    if (name === sims.settings.readers.patient) reportedAt[present ? 'present' : 'gone'] = Date.now()
    if (name === sims.settings.readers.professional && present) bareTurn?.resolve(readBare(pcsc, name))
  },
  onGone: () => undefined,
  onBeat: () => undefined,
  onFailure: (code) => console.log(`PC/SC: ${code}`),
})
const launched = await launchApp({ settingsFile: sims.settingsFile, dataDirectory: join(folder, 'data') })
const { page } = launched
const values: number[] = []
const bare: number[] = []
const removals: number[] = []
for (let index = 0; index <= insertions; index += 1) {
  const person = people[index % people.length] ?? people[0]
  const [shownAt] = await Promise.all([nameShown(page, true), sims.cards.insert(person)])
  // Whichever of the two heard of it first.
  const told = Math.min(await presentAt(page), reportedAt.present)
  await page.locator('[data-testid="card-phase"]').waitFor()
  // The official software has its turn, too, before the card goes.
  await sleep(1_500)
  const pulledAt = Date.now()
  const [goneAt] = await Promise.all([nameShown(page, false), sims.cards.pull()])
  // The app may have heard of it first.
  while (reportedAt.gone < pulledAt) await sleep(1)
  const removal = Math.max(0, goneAt - reportedAt.gone)
  const turn = Promise.withResolvers<number>()
  bareTurn = turn
  await sims.cards.insertProfessional(person)
  const raw = await turn.promise
  bareTurn = null
  await sims.cards.pullProfessional()
  // The first insertion warms the paths and is not counted.
  if (index === 0) continue
  values.push(shownAt - told)
  bare.push(raw)
  removals.push(removal)
  console.log(
    `${person}: ${(shownAt - told).toFixed(0)} ms, bare ${raw.toFixed(0)} ms; removal ${removal.toFixed(0)} ms`,
  )
}
pcsc.stop()
await closeApp(launched)
await sims.stop()
const value = median(values)
const baseline = median(bare)
const p95 = quantile(values, 0.95) - baseline
console.log(
  `app median ${median(values).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms; ` +
    `bare median ${baseline.toFixed(0)} ms, p95 ${quantile(bare, 0.95).toFixed(0)} ms`,
)
const slowestRemoval = Math.max(...removals)
console.log(
  `p95 ${p95.toFixed(0)} ms over the bare reading (limit ${p95LimitMs} ms); ` +
    `removal median ${median(removals).toFixed(0)} ms, slowest ${slowestRemoval.toFixed(0)} ms (limit ${removalLimitMs} ms)`,
)
pronounce({
  name: 'card-to-patient',
  value: value - baseline,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit: limitMs,
  pass: value - baseline <= limitMs && p95 <= p95LimitMs && slowestRemoval <= removalLimitMs,
})
