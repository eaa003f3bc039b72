import { createDice, type Dice } from '../../../e2e/crash/dice.ts'
import { outboxPolicy } from '../../../main/domain/upload/outboxPolicy.ts'
import type { OutboxRow, OutboxTransition } from '../../../main/domain/upload/outboxRow.ts'
import { createGate, type Gate } from '../../../main/outbox/dispatch/gate.ts'
import { maxRecordsPerFile } from '../../../main/outbox/mappers/nhi/nhiXml.ts'
import { createAgenda } from './agenda.ts'

const second = 1_000
const hour = 3_600 * second
const day = 24 * hour

/** What is tried: with or without an outage, and how a clinic comes back. */
export interface Scenario {
  readonly clinics: number
  readonly visits: number
  /** Both data centres are away from … to …, ms since midnight; null for an ordinary day. */
  readonly outage: { readonly from: number; readonly to: number } | null
  /** False: everybody sends the moment the line is back, and tries again every 10 s. For comparison only. */
  readonly withPolicy: boolean
  /** Requests a second that both data centres together answer; the others get 503. */
  readonly capacity: number
  readonly seed: number
}

export interface Outcome {
  /** Requests (uploads and questions for results) begun in each second since midnight, two days long. */
  readonly perSecond: Uint32Array
  readonly delivered: number
  readonly inTime: number
  /** Longest time from a visit to its receipt, ms. */
  readonly latest: number
  readonly refused: number
}

/** A PC finds the line back by its own probe; after an outage of half an hour it looks so often (main/outbox/line/link.ts). */
const longProbeMs = 10 * second
const answerMs = 500
/** The NHI has a result after so long, and is asked for it then. */
const resultMs = 10 * second

/** Morning, afternoon and evening sessions of a clinic, and how the visits divide among them. */
const sessions = [
  { from: 9 * hour, to: 12 * hour, share: 0.4 },
  { from: 14.5 * hour, to: 17.5 * hour, share: 0.3 },
  { from: 18.5 * hour, to: 21.5 * hour, share: 0.3 },
]

const visitTime = (dice: Dice): number => {
  let draw = dice.next()
  for (const { from, to, share } of sessions) {
    if (draw < share) return from + dice.next() * (to - from)
    draw -= share
  }
  return 21 * hour
}

interface Clinic {
  readonly gate: Gate
  /** Rows that wait, nearest deadline first: visits come in the order of time. */
  readonly waiting: OutboxRow[]
  isSending: boolean
  knowsUp: boolean
  wakeAt: number
}

const rowOf = (id: number, at: number): OutboxRow => ({
  id: String(id),
  target: 'nhi-upload',
  aggregateId: String(id),
  sequence: 1,
  kind: 'visit',
  schemaVersion: 1,
  payload: new Uint8Array(0),
  payloadHash: '',
  dueAt: at + day,
  nextTryAt: at,
  tries: 0,
  state: 'waiting',
  idempotencyKey: '',
  lastCode: null,
  reference: null,
  receiptAt: null,
  fieldErrors: [],
})

/** Plays two days of all clinics on virtual time, with the product's own policy and gate. */
export const playDay = (scenario: Scenario): Outcome => {
  const { clinics: count, visits, outage, withPolicy, capacity } = scenario
  const dice = createDice(scenario.seed)
  const agenda = createAgenda()
  const perSecond = new Uint32Array((2 * day) / second)
  const isAway = (at: number): boolean => outage !== null && at >= outage.from && at < outage.to
  const outcome = { delivered: 0, inTime: 0, latest: 0, refused: 0 }

  /** One request: whether it is answered. Beyond what the data centres can do they say 503. */
  const ask = (): boolean => {
    const index = Math.min(perSecond.length - 1, Math.floor(agenda.now() / second))
    const begun = (perSecond[index] ?? 0) + 1
    perSecond[index] = begun
    if (begun <= capacity) return true
    outcome.refused += 1
    return false
  }
  const after = (row: OutboxRow, code: string): OutboxTransition =>
    withPolicy
      ? outboxPolicy.next(row, { type: 'retry', code, retryAfterMs: null }, agenda.now(), dice.next())
      : { ...row, tries: row.tries + 1, nextTryAt: agenda.now() + 10 * second }

  const clinicList = Array.from({ length: count }, (): Clinic => {
    const clinic: Clinic = {
      gate: createGate({
        link: {
          state: () => (clinic.knowsUp ? 'up' : 'down'),
          since: () => 0,
          usable: () => clinic.knowsUp,
          suspect: () => {
            clinic.knowsUp = false
          },
          proven: () => undefined,
        },
        monotonic: agenda.now,
        random: dice.next,
        // The probe alone tells of the return here, so that no clinic tries by itself meanwhile.
        trialMs: Number.POSITIVE_INFINITY,
      }),
      waiting: [],
      isSending: false,
      knowsUp: true,
      wakeAt: Number.POSITIVE_INFINITY,
    }
    return clinic
  })

  const wakeAfter = (clinic: Clinic, ms: number): void => {
    const at = agenda.now() + Math.max(1, ms)
    if (clinic.wakeAt <= at && clinic.wakeAt > agenda.now()) return
    clinic.wakeAt = at
    agenda.at(at, () => {
      clinic.wakeAt = Number.POSITIVE_INFINITY
      send(clinic)
    })
  }
  const putBack = (clinic: Clinic, rows: readonly OutboxRow[], code: string): void => {
    for (const row of rows) clinic.waiting.push({ ...row, ...after(row, code), state: 'waiting', reference: null })
    clinic.waiting.sort((one, other) => one.dueAt - other.dueAt)
  }

  const awaitResult = (clinic: Clinic, rows: readonly OutboxRow[], asked: OutboxRow): void => {
    agenda.at(agenda.now() + Math.max(resultMs, asked.nextTryAt - agenda.now()), () => {
      if (!isAway(agenda.now()) && ask()) {
        for (const row of rows) {
          outcome.delivered += 1
          if (agenda.now() <= row.dueAt) outcome.inTime += 1
          outcome.latest = Math.max(outcome.latest, agenda.now() - (row.dueAt - day))
        }
        return
      }
      awaitResult(clinic, rows, { ...asked, ...after(asked, 'NHI_SERVER_ERROR') })
    })
  }

  const send = (clinic: Clinic): void => {
    if (clinic.isSending) return
    if (clinic.gate.slots(1) === 0) {
      if (clinic.knowsUp && clinic.waiting.length > 0) wakeAfter(clinic, clinic.gate.opensInMs())
      return
    }
    const due = clinic.waiting.filter((row) => row.nextTryAt <= agenda.now()).slice(0, maxRecordsPerFile)
    if (due.length === 0) {
      if (clinic.waiting.length > 0)
        wakeAfter(clinic, Math.min(...clinic.waiting.map((row) => row.nextTryAt)) - agenda.now())
      return
    }
    const taken = new Set(due)
    clinic.waiting.splice(0, clinic.waiting.length, ...clinic.waiting.filter((row) => !taken.has(row)))
    clinic.isSending = true
    clinic.gate.began()
    const away = isAway(agenda.now())
    const answered = !away && ask()
    agenda.at(agenda.now() + answerMs, () => {
      clinic.isSending = false
      if (withPolicy || away) clinic.gate.report(away ? 'unreachable' : answered ? 'answered' : 'failing', null)
      if (answered) {
        const [first] = due
        if (first !== undefined)
          awaitResult(clinic, due, { ...first, state: 'awaiting-result', reference: 'OP', nextTryAt: 0 })
      } else putBack(clinic, due, away ? 'NHI_UNREACHABLE' : 'NHI_SERVER_ERROR')
      send(clinic)
    })
  }

  /** What main/outbox/dispatcher does when the probe finds the line back. */
  const returned = (clinic: Clinic, outageMs: number): void => {
    clinic.knowsUp = true
    const nearest = clinic.waiting[0]
    const left = nearest === undefined ? null : nearest.dueAt - agenda.now()
    const waitMs = withPolicy ? outboxPolicy.waitAfterOutage(outageMs, left, dice.next()) : 0
    clinic.gate.linkReturned(waitMs)
    for (const [index, row] of clinic.waiting.entries()) clinic.waiting[index] = { ...row, nextTryAt: agenda.now() }
    wakeAfter(clinic, waitMs)
  }

  // Large and small clinics: a few see ten times as many as most.
  const weights = clinicList.map(() =>
    Math.exp(0.8 * Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next())),
  )
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0)
  let made = 0
  let owed = 0
  for (const [index, clinic] of clinicList.entries()) {
    owed += ((weights[index] ?? 0) / weightSum) * visits
    for (; made < Math.round(owed); made += 1) {
      const at = visitTime(dice)
      const id = made
      agenda.at(at, () => {
        clinic.waiting.push(rowOf(id, at))
        send(clinic)
      })
    }
    if (outage !== null) {
      const isBackAt = outage.to + dice.next() * longProbeMs
      agenda.at(isBackAt, () => returned(clinic, outage.to - outage.from))
    }
  }
  agenda.run(2 * day)
  return { perSecond, ...outcome }
}
