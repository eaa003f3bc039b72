// With 1,000,000 visits stored: every report over all of them. While it is counted main is asked something small all the time, and the page
// draws; each must tell how far it is and end when it is told to. The same questions with nothing else under way are the baseline.
import { rmSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { closeApp, launchApp } from '../../e2e/fixtures/launch.ts'
import type { Report, ReportQuestion } from '../../preload/contract/paper/report.ts'
import { groupingsOf, ReportKindSchema } from '../../preload/contract/paper/reportLayouts.ts'
import type { Result } from '../../preload/contract/result.ts'
import type { IsoDate } from '../../preload/contract/words.ts'
import { writeHistory } from './desks/clinicHistory.ts'
import { writeCounted } from './desks/countedHistory.ts'
import { benchDesk } from './desks/desk.ts'
import { pronounce, quantile } from './measure/verdict.ts'

const visits = Number(process.argv[2] ?? 1_000_000)
/** An answer of main while a report is counted. */
const answerLimitMs = 100
const cancelLimitMs = 1_000
/** A report that takes longer has to say how far it is. */
const longMs = 2_000
const idleMs = 5_000
const stopAfterMs = 700

/** The page's one door to main, as far as it is used here. */
interface Door {
  invoke(name: string, input: unknown): Promise<unknown>
  subscribe(listener: (message: unknown) => void): () => void
}

interface Counted {
  readonly ms: number
  readonly rows: number | null
  readonly progress: number
  /** How long main took to answer a small question, each time, ms. */
  readonly answers: readonly number[]
  /** From one drawn picture to the next at most, ms. */
  readonly pause: number
}

/** Asks for a report in the page itself, by its one door; `stopAfter` ms it is ended. Without a question it only waits. */
const count = (page: Page, question: ReportQuestion | null, stopAfter: number | null): Promise<Counted> =>
  page.evaluate(
    async ([asked, after]) => {
      const { desk } = window as unknown as { readonly desk?: Door }
      if (desk === undefined) throw new Error('no door')
      const answers: number[] = []
      let progress = 0
      let pause = 0
      let drawn = performance.now()
      let isOver = false
      const unsubscribe = desk.subscribe((message) => {
        if (JSON.stringify(message).includes('reports:progress')) progress += 1
      })
      const draw = (): void => {
        const now = performance.now()
        pause = Math.max(pause, now - drawn)
        drawn = now
        if (!isOver) requestAnimationFrame(draw)
      }
      requestAnimationFrame(draw)
      const asking = (async () => {
        while (!isOver) {
          const at = performance.now()
          await desk.invoke('status:current', {})
          answers.push(performance.now() - at)
          await new Promise((resolve) => setTimeout(resolve, 25))
        }
      })()
      const began = performance.now()
      let ended = began
      let rows: number | null = null
      if (asked === null) await new Promise((resolve) => setTimeout(resolve, after ?? 0))
      else {
        const running = desk.invoke('reports:run', asked) as Promise<Result<Report | null>>
        if (after !== null) {
          await new Promise((resolve) => setTimeout(resolve, after))
          ended = performance.now()
          await desk.invoke('reports:cancel', {})
        }
        const told = await running
        if (!told.ok) throw new Error(told.error.code)
        rows = told.value?.rowCount ?? null
      }
      const ms = performance.now() - ended
      isOver = true
      await asking
      unsubscribe()
      return { ms, rows, progress, answers, pause }
    },
    [question, stopAfter] as const,
  )

const desk = await benchDesk({ patients: 20_000 })
const began = performance.now()
writeHistory(desk.file, desk.key, { visits, waiting: 200 })
writeCounted(desk.file, desk.key)
console.log(`${visits} visits written in ${((performance.now() - began) / 1000).toFixed(0)} s`)
const launched = await launchApp({ dataDirectory: desk.dataDirectory, settingsFile: desk.settingsFile })
const { page } = launched
await page.getByTestId('screen-front-desk').waitFor()

const idle = await count(page, null, idleMs)
const answers: number[] = []
const problems: string[] = []
const words = (ms: number): string => `${ms.toFixed(0)} ms`
for (const kind of ReportKindSchema.options) {
  for (const by of groupingsOf(kind)) {
    const question: ReportQuestion = {
      kind,
      by,
      from: '1990-01-01' as IsoDate,
      to: '2030-12-31' as IsoDate,
      practitionerId: null,
      session: null,
      top: null,
    }
    const whole = await count(page, question, null)
    answers.push(...whole.answers)
    const isLong = whole.ms > longMs
    // A short one may be over before it could be ended.
    const stopped = isLong ? await count(page, question, stopAfterMs) : null
    console.log(
      `${kind} by ${by}: ${(whole.ms / 1000).toFixed(1)} s, ${whole.rows} rows, progress told ${whole.progress} times, ` +
        `main answers p99 ${words(quantile(whole.answers, 0.99))}, pictures ${words(whole.pause)} apart at most` +
        (stopped === null ? '' : `, ended ${words(stopped.ms)} after it was told to`),
    )
    if (isLong && whole.progress < 3) problems.push(`${kind} by ${by} does not tell how far it is`)
    if (stopped !== null && (stopped.rows !== null || stopped.ms > cancelLimitMs))
      problems.push(`${kind} by ${by} does not end when it is told to`)
  }
}
await closeApp(launched)
rmSync(desk.dataDirectory, { recursive: true, force: true })
for (const problem of problems) console.log(problem)
const value = quantile(answers, 0.99)
const baseline = quantile(idle.answers, 0.99)
pronounce({
  name: 'reports',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit: answerLimitMs,
  pass: value <= answerLimitMs && problems.length === 0,
})
