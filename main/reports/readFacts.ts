import type { ReportQuestion } from '../../preload/contract/paper/report.ts'
import { layoutOf, type ReportKind } from '../../preload/contract/paper/reportLayouts.ts'
import { taipeiDay, taipeiDayStart } from '../../preload/contract/patient/rocDate.ts'
import { debtFact } from '../domain/reports/debtFacts.ts'
import type { Fact } from '../domain/reports/fact.ts'
import { diagnosisFact, drugFact } from '../domain/reports/lineFacts.ts'
import { daySheetMoney, type MoneyMove, revenueFact } from '../domain/reports/moneyFacts.ts'
import { noShowFact } from '../domain/reports/noShowFacts.ts'
import { refillFact } from '../domain/reports/refillFacts.ts'
import { visitFact } from '../domain/reports/visitFacts.ts'
import { waitFact } from '../domain/reports/waitFacts.ts'
import type { ReadDb } from '../store/handles.ts'
import { appointmentsOfDay } from '../store/reports/appointmentsOfDay.ts'
import { type Counted, extentOf } from '../store/reports/extentOf.ts'
import { diagnosesOfDay, drugsOfDay } from '../store/reports/linesOfDay.ts'
import { debtsBefore, moneyBetween } from '../store/reports/moneyMoves.ts'
import { refillsLapsing } from '../store/reports/refillsLapsing.ts'
import { practitionersSeen } from '../store/reports/reportVisits.ts'
import { sendingOfDay } from '../store/reports/sendingOfDay.ts'
import { timesOfDay } from '../store/reports/timesOfDay.ts'
import { visitSumsOfDay } from '../store/reports/visitSums.ts'

/** The moment a question is asked at, epoch ms, the clinic's practitioners by id, and who hears how far it is. */
export interface Asking {
  readonly now: number
  readonly practitioners: ReadonlyMap<string, string>
  readonly onPercent: (percent: number) => void
}

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
    const { unsent = 0, late = 0 } = sending.get(fact.encounterId ?? '') ?? {}
    return { ...fact, adds: { ...fact.adds, unsent, late } }
  })
  return [...told, ...(await movesOf(db, day, question)).map(daySheetMoney)]
}

interface Known {
  /** Epoch ms. */
  readonly now: number
  /** Names by id, where the report is of what has none itself. */
  readonly doctors: ReadonlyMap<string, string>
}

type OfDay = (db: ReadDb, day: string, question: ReportQuestion, known: Known) => Promise<readonly Fact[]>

/** What a day adds to each report; debts alone are not told day by day. */
const sources: Readonly<Record<Exclude<ReportKind, 'debt'>, OfDay>> = {
  day: (db, day, question, { now }) => daySheet(db, day, question, now),
  doctor: visitsOf,
  session: visitsOf,
  diagnosis: async (db, day, question) =>
    (await diagnosesOfDay(db, day, question)).map((line) => diagnosisFact(question.by, line)),
  drug: async (db, day, question) => (await drugsOfDay(db, day, question)).map(drugFact),
  revenue: async (db, day, question) =>
    (await movesOf(db, day, question)).map((move) => revenueFact(question.by, move)),
  refill: async (db, day, question, { now }) =>
    (await refillsLapsing(db, day, question))
      .map((refill) => refillFact(question, refill, taipeiDay(now)))
      .filter((fact) => fact !== null),
  'no-show': async (db, day, question, { doctors }) =>
    (await appointmentsOfDay(db, day, question))
      .map((appointment) => noShowFact(question.by, appointment, doctors))
      .filter((fact) => fact !== null),
  waiting: async (db, day, question) =>
    (await timesOfDay(db, day, question)).map((visit) => waitFact(question.by, visit)),
}

const countedBy = (kind: ReportKind): Counted => {
  if (kind === 'refill') return 'lapsing-refills'
  return kind === 'no-show' ? 'appointments' : 'visits-and-money'
}

/**
 * Days of the period on which there is anything at all, so that a century asked for costs no more than the clinic's years. Of refill
 * prescriptions the days they lapse on, which lie behind the period, too.
 */
const daysOf = async (db: ReadDb, { kind, from, to }: ReportQuestion): Promise<readonly string[]> => {
  const extent = await extentOf(db, countedBy(kind))
  if (extent === null) return []
  const [first, last] = extent
  const days: string[] = []
  const until = Date.parse(kind !== 'refill' && to < last ? to : last)
  for (let at = Date.parse(from > first ? from : first); at <= until; at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

/** As their newest visits name them; whom nobody has come to yet, as the settings do. */
const doctorsOf = async (
  db: ReadDb,
  { kind, by }: ReportQuestion,
  practitioners: Asking['practitioners'],
): Promise<ReadonlyMap<string, string>> => {
  if (kind !== 'no-show' || by !== 'doctor') return new Map()
  const seen = await practitionersSeen(db)
  return new Map([...practitioners, ...seen.map(({ practitionerId, name }) => [practitionerId, name] as const)])
}

/** How long the process reads before it tells how far it is and hears what it is told. */
const breathEveryMs = 40
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/**
 * Hands over every fact of a question, one clinic day after another, so that no more than a day lies in memory.
 * By `now` a record without a receipt is late.
 */
export const readFacts = async (
  db: ReadDb,
  question: ReportQuestion,
  { now, practitioners, onPercent }: Asking,
  take: (fact: Fact) => void,
): Promise<void> => {
  const { kind, to } = question
  if (kind === 'debt') {
    for (const debt of await debtsBefore(db, taipeiDayStart(to) + dayMs, question))
      take(debtFact({ ...debt, since: taipeiDay(debt.since) }, to))
    return
  }
  const days = await daysOf(db, question)
  const known = { now, doctors: await doctorsOf(db, question, practitioners) }
  let breathed = performance.now()
  for (const [index, day] of days.entries()) {
    for (const fact of await sources[kind](db, day, question, known)) take(fact)
    if (performance.now() - breathed < breathEveryMs) continue
    onPercent(Math.floor(((index + 1) / days.length) * 100))
    await breathe()
    breathed = performance.now()
  }
}
