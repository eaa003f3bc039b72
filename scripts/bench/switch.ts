// With 1,000,000 visits stored: from the key to the painted screen, from every screen to every other, and each key of a doctor's note until
// the page stands as it will be painted. The same with an empty store, and a bare text field on the same page, are the baselines.
import { rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import type { Page } from '@playwright/test'
import { closeApp, type LaunchedApp } from '../../e2e/fixtures/launch.ts'
import { screenKey } from '../../e2e/pages/screenKeys.ts'
import { openStore } from '../../main/store/openStore.ts'
import { insert as insertPatient } from '../../main/store/patient/patientRepository.ts'
import { syntheticEncounter, syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { okValue } from '../../main/store/temporaryStore.ts'
import { insert as insertEncounter } from '../../main/store/visit/encounterRepository.ts'
import { dayOf } from '../../main/usecases/context.ts'
import { CareStatusSchema } from '../../preload/contract/desk/care.ts'
import { PractitionerIdSchema } from '../../preload/contract/words.ts'
import { screenNames } from '../../renderer/app/screenNames.ts'
import { highestQueueNumber } from './desks/clinicHistory.ts'
import { type BenchDesk, benchDesk } from './desks/desk.ts'
import { keptDesk } from './desks/keptDesk.ts'
import { launchPage } from './measure/launchPage.ts'
import { processorTime } from './measure/processorTime.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

declare global {
  interface Window {
    /** How long the way to the next screen takes, ms; null when it never came. */
    arrival: Promise<number | null>
  }
}

const visits = Number(process.argv[2] ?? 1_000_000)
const patients = 20_000
/** Registered today and waiting. */
const waiting = 60
const limitMs = 100
const typingLimitMs = 16
const rounds = 3
const typed = 'chief complaint sore throat for two days with some cough and no fever at all. '.repeat(3)

/** Today's waiting room, of people who come for the first time and one who has been here often. */
const fillToday = async ({ file, key }: BenchDesk): Promise<void> => {
  const store = okValue(await openStore({ file, key }))
  okValue(
    await store.write(async (tx) => {
      for (let number = 1; number <= waiting; number += 1) {
        const patient = syntheticPatient(900_000 + number)
        await insertPatient(tx, patient)
        await insertEncounter(
          tx,
          syntheticEncounter(patient.id, highestQueueNumber + number, {
            day: dayOf(Date.now()),
            practitionerId: PractitionerIdSchema.parse('dr-1'),
            registeredAt: Date.now(),
          }),
        )
      }
    }),
  )
  await store.close()
}

/** Goes to a screen by its key; how long until it was painted with its contents. */
const goTo = async (page: Page, name: string, key: string): Promise<number> => {
  await page.evaluate((screen) => {
    const isThere = (): boolean => {
      const box = document.querySelector(`[data-testid="screen-${screen}"]`)
      return box?.firstElementChild != null && box.querySelector('[data-testid="loading"]') === null
    }
    window.arrival = new Promise((resolve) => {
      const onKey = ({ key, timeStamp }: KeyboardEvent): void => {
        if (key === 'Control') return
        window.removeEventListener('keydown', onKey, { capture: true })
        void window.paintClock.painted(isThere).then((at) => resolve(at === null ? null : at - timeStamp))
      }
      window.addEventListener('keydown', onKey, { capture: true })
    })
  }, name)
  await page.keyboard.press(key)
  const ms = await page.evaluate(() => window.arrival)
  if (ms === null) throw new Error(`${name} never came`)
  return ms
}

/** What looks through the store meanwhile: each start has it looked through, and once a week wholly. */
const lookUnderWay = async (page: Page): Promise<string> => {
  const reply = await page.evaluate(
    () =>
      (window as unknown as { desk: { invoke(name: string, input: unknown): Promise<unknown> } }).desk.invoke(
        'care:status',
        {},
      ) as Promise<{ value?: unknown }>,
  )
  return CareStatusSchema.parse(reply.value).checks.running ?? 'none'
}

/** Every way from a screen to another. The first tour is counted, too: nobody waits for a screen to be fetched. */
const measureSwitches = async ({ page, child }: LaunchedApp): Promise<readonly number[]> => {
  const times: number[] = []
  const byTarget = new Map<string, number[]>()
  for (let round = 1; round <= rounds; round += 1) {
    const look = await lookUnderWay(page)
    const spentBefore = processorTime(child.pid ?? 0)
    const already = times.length
    for (const first of screenNames) {
      for (const second of screenNames) {
        if (first === second) continue
        await goTo(page, first, screenKey(first))
        const ms = await goTo(page, second, screenKey(second))
        times.push(ms)
        byTarget.set(second, [...(byTarget.get(second) ?? []), ms])
      }
    }
    const here = times.slice(already)
    const spent = processorTime(child.pid ?? 0)
    // Each way measured has one behind it that is not.
    const each = spent === null || spentBefore === null ? null : (spent - spentBefore) / (2 * here.length)
    console.log(
      `round ${round}: median ${median(here).toFixed(0)} ms, p95 ${quantile(here, 0.95).toFixed(0)} ms; ` +
        `processors' time a switch ${each === null ? 'unknown' : `${each.toFixed(0)} ms`}; ` +
        `look through the store: ${look}, then ${await lookUnderWay(page)}; load ${loadavg()[0]?.toFixed(1)}`,
    )
  }
  console.log(
    [...byTarget]
      .map(([name, sample]) => `${name} ${median(sample).toFixed(0)}–${Math.max(...sample).toFixed(0)} ms`)
      .join(', '),
  )
  return times
}

/** Types into a field; for each key how long until the page is laid out with it, from the key's own time stamp. */
const measureKeys = async (page: Page, field: string): Promise<readonly number[]> => {
  await page.locator(field).focus()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    document.activeElement?.addEventListener('keydown', ({ timeStamp }) => {
      document.activeElement?.addEventListener(
        'input',
        () => {
          // A task of its own: behind the handlers and what they have made the page draw.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            document.body.getBoundingClientRect()
            times.push(performance.now() - timeStamp)
          }
          port2.postMessage(null)
        },
        { once: true },
      )
    })
  })
  await page.keyboard.type(typed, { delay: 40 })
  const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
  // The first keys warm the code.
  return times.slice(20)
}

const measureEmpty = async (): Promise<readonly number[]> => {
  const desk = await benchDesk({ patients: 5 })
  const launched = await launchPage(desk)
  const times = await measureSwitches(launched)
  await closeApp(launched)
  rmSync(desk.dataDirectory, { recursive: true, force: true })
  return times
}

const empty = await measureEmpty()
const began = performance.now()
const desk = await keptDesk({ patients, visits, waiting: 200 })
await fillToday(desk)
console.log(`${visits} visits there after ${((performance.now() - began) / 1000).toFixed(0)} s`)
const launched = await launchPage(desk)
const { page } = launched
const times = await measureSwitches(launched)
await page.keyboard.press(screenKey('consultation'))
await page.getByTestId('start-consultation').waitFor()
await page.keyboard.press('F2')
await page.getByTestId('soap-subjective').waitFor()
const keys = await measureKeys(page, '[data-testid="soap-subjective"]')
await page.evaluate(() => {
  const bare = document.createElement('textarea')
  bare.id = 'bare'
  bare.style.position = 'fixed'
  document.body.append(bare)
})
const bareKeys = await measureKeys(page, '#bare')
await closeApp(launched)
rmSync(desk.dataDirectory, { recursive: true, force: true })

const summary = (name: string, sample: readonly number[]): string =>
  `${name}: median ${median(sample).toFixed(1)} ms, p95 ${quantile(sample, 0.95).toFixed(1)} ms over ${sample.length}`
console.log(summary('switch, empty store', empty))
console.log(summary('switch', times))
console.log(summary('key in a bare field', bareKeys))
console.log(summary(`key in the note (limit ${typingLimitMs} ms)`, keys))
const value = quantile(times, 0.95)
const baseline = quantile(empty, 0.95)
pronounce({
  name: 'switch',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit: limitMs,
  pass: value <= limitMs && quantile(keys, 0.95) <= typingLimitMs,
})
