import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import { taipeiDay, taipeiDayStart } from '../../../preload/contract/patient/rocDate.ts'
import type { Result } from '../../../preload/contract/result.ts'
import { askSince, readCloudEntry } from '../../domain/appointments/cloudEntry.ts'
import {
  type CloudPull,
  type CloudWord,
  keepAnswer,
  keepPull,
  pullState,
} from '../../store/appointments/cloudAppointmentRepository.ts'
import type { Store } from '../../store/handles.ts'
import { cloudFailureCode } from '../targets/cloudAnswers.ts'
import type { Scheduler } from './scheduler.ts'

/** The store as the pull uses it. */
export interface AppointmentInbox {
  state(): Promise<CloudPull>
  /** Keeps a whole answer and how far it reaches, in one transaction. The number of new words. */
  keep(words: readonly CloudWord[], pulledAt: number): Promise<Result<number>>
  keepFailure(failure: string): Promise<Result<void>>
}

export const storeInbox = (store: Store): AppointmentInbox => ({
  state: () => pullState(store.db),
  keep: (words, pulledAt) => store.write((tx) => keepAnswer(tx, words, pulledAt)),
  keepFailure: (failure) =>
    store.write(async (tx) => keepPull(tx, { pulledAt: (await pullState(tx)).pulledAt, failure })),
})

const AnswerSchema = z.object({ items: z.array(z.unknown()).max(20_000).default([]) })

/** An entry as it is kept, the same text for the same entry. One without a readable id is known by its content. */
export const wordOf = (raw: unknown): CloudWord => {
  const { cloudId, entry, fault } = readCloudEntry(raw)
  const word = JSON.stringify(entry ?? raw ?? null)
  const byContent = `content-${createHash('sha256').update(word).digest('hex').slice(0, 32)}`
  return { cloudId: cloudId ?? byContent, word, fault }
}

export interface PullOptions {
  readonly centres: Pick<DataCentres, 'request'>
  readonly inbox: AppointmentInbox
  /** Epoch ms, server time. */
  readonly now: () => number
}

/** What a pull came to: how many words are new, or why there was no answer. */
export type PullReport = { readonly news: number } | { readonly failure: string }

/**
 * Asks the cloud for appointments made outside the clinic and keeps its words (clinic-cloud.yaml, GET /appointments). The answer and how far
 * it reaches are kept together; a try that fails leaves what was pulled before as it was, and says so once.
 */
export const pullAppointments = async ({ centres, inbox, now }: PullOptions): Promise<PullReport> => {
  const before = await inbox.state()
  const askedAt = now()
  const since = askSince(before.pulledAt, taipeiDayStart(taipeiDay(askedAt)))
  const query = since === null ? '' : `?since=${encodeURIComponent(new Date(since).toISOString())}`
  const answer = await centres.request(
    { method: 'GET', path: `/appointments${query}`, safety: 'repeatable' },
    AnswerSchema,
  )
  if (answer.ok) {
    const kept = await inbox.keep(answer.value.items.map(wordOf), askedAt)
    return kept.ok ? { news: kept.value } : { failure: kept.error.code }
  }
  const failure = cloudFailureCode(answer.failure)
  if (failure !== before.failure) await inbox.keepFailure(failure)
  return { failure }
}

export interface PullerOptions {
  readonly pull: () => Promise<PullReport>
  readonly scheduler: Pick<Scheduler, 'after'>
  readonly everyMs: number
  readonly onReport: (report: PullReport) => void
  readonly onFault: (error: unknown) => void
}

/** Pulls again and again, one at a time; asked for while one is under way, once more behind it. */
export interface Puller {
  pullNow(): void
  /** Begins nothing new; resolves once the pull under way has ended. */
  stop(): Promise<void>
}

export const createPuller = ({ pull, scheduler, everyMs, onReport, onFault }: PullerOptions): Puller => {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let cancelNext: () => void = () => undefined

  const run = async (): Promise<void> => {
    do {
      again = false
      await pull().then(onReport).catch(onFault)
    } while (again && !stopped)
    running = null
    if (!stopped) cancelNext = scheduler.after(everyMs, pullNow)
  }
  const pullNow = (): void => {
    if (stopped) return
    cancelNext()
    again = true
    running ??= run()
  }
  return {
    pullNow,
    stop: async () => {
      stopped = true
      cancelNext()
      await running
    },
  }
}
