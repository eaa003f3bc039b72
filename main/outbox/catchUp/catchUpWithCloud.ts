import { z } from 'zod'
import type { JsonAnswer, NetworkFailure } from '../../../native/network/answer.ts'
import type { DataCentres } from '../../../native/network/dataCentreOptions.ts'
import type { Store } from '../../store/handles.ts'
import { catchUp, keepFailure, keepPage } from '../../store/outbox/cloudFindingRepository.ts'
import { cloudCodes, cloudFailureCode } from '../targets/cloudAnswers.ts'
import { compareRecords } from './compareRecords.ts'

const PageSchema = z.object({
  records: z.array(z.unknown()).max(1_000),
  nextCursor: z.string().min(1).max(2_000).optional(),
})
export type RecordsPage = z.infer<typeof PageSchema>

/** Asks the cloud for its records behind a cursor (null: from the first), one page of them. */
export type AskRecords = (cursor: string | null) => Promise<JsonAnswer<RecordsPage>>

/** GET /records of clinic-cloud.yaml. */
export const askRecords =
  (centres: Pick<DataCentres, 'request'>): AskRecords =>
  (cursor) => {
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
    return centres.request({ method: 'GET', path: `/records${query}`, safety: 'repeatable' }, PageSchema)
  }

/** What one go came to. `failed`: it is to be asked again from the kept cursor, not before `waitMs` (null: no time was named). `isFinal`:
 * the cloud answers, and nothing says that it will give its records soon. */
export type CatchUpReport =
  | { readonly type: 'done' }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly code: string; readonly waitMs: number | null; readonly isFinal: boolean }

/** Not of the line, nor of a server that is busy or being mended. */
const isFinal = (failure: NetworkFailure): boolean =>
  failure.kind === 'bad-reply' ||
  (failure.kind === 'http' &&
    (failure.status === 501 || (failure.status < 500 && ![408, 429].includes(failure.status))))

export interface CatchUpOptions {
  readonly ask: AskRecords
  readonly store: Store
  /** Epoch ms, server time. */
  readonly now: () => number
  /** Between two pages, so that this clinic's six hundred requests a minute are mostly left to its records. */
  readonly pause: () => Promise<void>
  readonly isStopped: () => boolean
  /** Something was found that a person has to know of. */
  readonly onFound: () => void
}

/**
 * Asks the clinic's cloud for its records after a restore, page by page, and holds each page against the store. A page and the cursor
 * behind it are kept in one transaction, so that a crash goes on where it was. Nothing turns green by it: a row that the cloud already has
 * is pushed at once, and the `duplicate` which that is answered with is its receipt. What the store lacks is kept, to be told to a person.
 */
export const catchUpWithCloud = async (options: CatchUpOptions): Promise<CatchUpReport> => {
  const { ask, store, now } = options
  const failed = async (code: string, waitMs: number | null, isFinal: boolean): Promise<CatchUpReport> => {
    await store.write((tx) => keepFailure(tx, code))
    return { type: 'failed', code, waitMs, isFinal }
  }
  for (;;) {
    const state = await catchUp(store.db)
    if (state?.state !== 'owed') return { type: 'done' }
    const answer = await ask(state.cursor)
    if (!answer.ok) {
      const { failure } = answer
      const waitMs = failure.kind === 'http' ? failure.retryAfterMs : null
      return failed(cloudFailureCode(failure), waitMs, isFinal(failure))
    }
    const { records, nextCursor } = answer.value
    // A cloud that goes round in a circle is answered for ever.
    if (records.length > 0 && nextCursor !== undefined && nextCursor === state.cursor)
      return failed(cloudCodes.badReply, null, true)
    const { findings, received } = await compareRecords(store.db, records)
    const isLast = nextCursor === undefined || records.length === 0
    const page = { findings, received, records: records.length, cursor: nextCursor ?? state.cursor, isLast }
    const kept = await store.write((tx) => keepPage(tx, page, now()))
    if (!kept.ok) return { type: 'failed', code: kept.error.code, waitMs: null, isFinal: false }
    if (findings.length > 0) options.onFound()
    if (isLast) return { type: 'done' }
    await options.pause()
    if (options.isStopped()) return { type: 'stopped' }
  }
}
