import type { ReportQuestion } from '../../preload/contract/report.ts'
import { layoutOf, type ReportKind } from '../../preload/contract/reportLayouts.ts'
import { taipeiDay, taipeiDayStart } from '../../preload/contract/rocDate.ts'
import { debtFact } from '../domain/reports/debtFacts.ts'
import type { Fact } from '../domain/reports/fact.ts'
import { diagnosisFact, drugFact } from '../domain/reports/lineFacts.ts'
import { daySheetMoney, type MoneyMove, revenueFact } from '../domain/reports/moneyFacts.ts'
import { visitFact } from '../domain/reports/visitFacts.ts'
import { waitFact } from '../domain/reports/waitFacts.ts'
import type { ReadDb } from '../store/handles.ts'
import { diagnosesOfDay, drugsOfDay } from '../store/reports/linesOfDay.ts'
import { debtsBefore, moneyBetween } from '../store/reports/moneyMoves.ts'
import { extentOf } from '../store/reports/reportVisits.ts'
import { sendingOfDay } from '../store/reports/sendingOfDay.ts'
import { timesOfDay } from '../store/reports/timesOfDay.ts'
import { visitSumsOfDay } from '../store/reports/visitSums.ts'

const dayMs = 24 * 3_600_000

const movesOf = async (db: ReadDb, day: string, question: ReportQuestion): Promise<readonly MoneyMove[]> => {
  const from = taipeiDayStart(day)
  return (await moneyBetween(db, from, from + dayMs, question)).map((move) => ({ ...move, day }))
}

const visitsOf = async (db: ReadDb, day: string, question: ReportQuestion): Promise<readonly Fact[]> => {
  const { dimensions } = layoutOf(question)
  return (await visitSumsOfDay(db, day, question)).map((visit) => visitFact(dimensions, visit))
}

const daySheet = async (db: ReadDb, day: string, question: ReportQuestion, now: number): Promise<readonly Fact[]> => {
  const visits = await visitsOf(db, day, question)
  const sending = new Map((await sendingOfDay(db, day, question, now)).map((one) => [one.encounterId, one]))
  const told = visits.map((fact) => {
    const { unsent = 0, late = 0 } = sending.get(fact.encounterId) ?? {}
    return { ...fact, adds: { ...fact.adds, unsent, late } }
  })
  return [...told, ...(await movesOf(db, day, question)).map(daySheetMoney)]
}

type OfDay = (db: ReadDb, day: string, question: ReportQuestion, now: number) => Promise<readonly Fact[]>

/** What a day adds to each report; debts alone are not told day by day. */
const sources: Readonly<Record<Exclude<ReportKind, 'debt'>, OfDay>> = {
  day: daySheet,
  doctor: visitsOf,
  session: visitsOf,
  diagnosis: async (db, day, question) =>
    (await diagnosesOfDay(db, day, question)).map((line) => diagnosisFact(question.by, line)),
  drug: async (db, day, question) => (await drugsOfDay(db, day, question)).map(drugFact),
  revenue: async (db, day, question) =>
    (await movesOf(db, day, question)).map((move) => revenueFact(question.by, move)),
  waiting: async (db, day, question) =>
    (await timesOfDay(db, day, question)).map((visit) => waitFact(question.by, visit)),
}

/** Days of the period on which there is anything at all, so that a century asked for costs no more than the clinic's years. */
const daysOf = async (db: ReadDb, { from, to }: ReportQuestion): Promise<readonly string[]> => {
  const { visits, money } = await extentOf(db)
  const ends = [...(visits ?? []), ...(money ?? []).map((at) => taipeiDay(at))].sort()
  const [first, last] = [ends[0], ends.at(-1)]
  if (first === undefined || last === undefined) return []
  const days: string[] = []
  const until = Date.parse(to < last ? to : last)
  for (let at = Date.parse(from > first ? from : first); at <= until; at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** How long the process reads before it tells how far it is and hears what it is told. */
const breathEveryMs = 40
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Hands over every fact of a question, one clinic day after another, so that no more than a day lies in memory.
 *
 * @param now epoch ms; by it a record without a receipt is late
 */
export const readFacts = async (
  db: ReadDb,
  question: ReportQuestion,
  now: number,
  take: (fact: Fact) => void,
  onPercent: (percent: number) => void,
): Promise<void> => {
  const { kind, to } = question
  if (kind === 'debt') {
    for (const debt of await debtsBefore(db, taipeiDayStart(to) + dayMs, question))
      take(debtFact({ ...debt, since: taipeiDay(debt.since) }, to))
    return
  }
  const days = await daysOf(db, question)
  let breathed = performance.now()
  for (const [index, day] of days.entries()) {
    for (const fact of await sources[kind](db, day, question, now)) take(fact)
    if (performance.now() - breathed < breathEveryMs) continue
    onPercent(Math.floor(((index + 1) / days.length) * 100))
    await breathe()
    breathed = performance.now()
  }
}
