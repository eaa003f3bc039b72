import type { Result } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { ReadDb, Store } from '../../store/handles.ts'
import { byIdOrBare, dueOneByOne } from '../../store/outbox/damagedPayloads.ts'
import * as outboxQueries from '../../store/outbox/outboxQueries.ts'
import type { AppliedTry } from '../../store/outbox/outboxRepository.ts'
import * as outboxRepository from '../../store/outbox/outboxRepository.ts'
import type { PackedText } from '../../store/packedText.ts'
import { refuse } from '../../store/refuse.ts'
import { isUnreadable } from '../../store/sqliteErrors.ts'

export type { AppliedTry } from '../../store/outbox/outboxRepository.ts'

/** The outbox as the worker uses it. Writes are transactions of their own; a row is never deleted. */
export interface OutboxLedger {
  /** Nearest deadline first, without those of `except`; of each visit only its first open row. */
  due(
    target: OutboxRow['target'],
    now: number,
    limit: number,
    except: ReadonlySet<string>,
  ): Promise<readonly OutboxRow[]>
  /** One row of a target, if `due` might give it; else null. */
  dueRow(target: OutboxRow['target'], id: string, now: number): Promise<OutboxRow | null>
  /** The earliest moment after `now` at which `due` may give something more; null when nothing waits for one. */
  nextTryAt(target: OutboxRow['target'], now: number): Promise<number | null>
  /** The nearest deadline of a row without a final answer; null when there is none. */
  nearestDeadline(target: OutboxRow['target']): Promise<number | null>
  /** The rows that await the result of one upload file, whether their moment has come or not. */
  rowsAwaiting(target: OutboxRow['target'], reference: string): Promise<readonly OutboxRow[]>
  /** The rows of the same visit and target that come before this one, newest first. */
  earlierRows(row: OutboxRow): Promise<readonly OutboxRow[]>
  /** Gives back the ids really taken. */
  markSending(ids: readonly string[]): Promise<Result<readonly string[]>>
  /** All or nothing. */
  apply(tries: readonly AppliedTry[]): Promise<Result<null>>
  /** Keeps a payload to which the NHI has added something, before it is sent. */
  keepPayload(id: string, payload: PackedText, payloadHash: string): Promise<Result<null>>
  /** Puts rows that an interruption had left in the middle back in line; gives their number. */
  recover(now: number): Promise<Result<number>>
  /** Everything that waits may go now. */
  wakeAll(now: number): Promise<Result<number>>
  /** Rows that only the link has kept back may go now. */
  wakeAfterLink(target: OutboxRow['target'], linkCodes: readonly string[], now: number): Promise<Result<number>>
}

/**
 * How far a search among the open rows goes, nearest deadline first: rows kept back by a link are few, because hardly anything is
 * tried while it is down, and a file is made of neighbouring deadlines. A row beyond it waits for its own moment.
 */
const mostSearched = 1_000

const isWaiting = (state: OutboxRow['state']): boolean => state === 'waiting' || state === 'awaiting-result'

/** A damaged payload keeps nobody but its own row. */
const dueOf = async (db: ReadDb, query: Parameters<typeof outboxQueries.due>[1]): Promise<readonly OutboxRow[]> => {
  try {
    return await outboxQueries.due(db, query)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return dueOneByOne(db, query)
  }
}

const openRows = (db: ReadDb, target: OutboxRow['target']): Promise<readonly OutboxRow[]> =>
  dueOf(db, { target, now: Number.MAX_SAFE_INTEGER, limit: mostSearched, except: new Set() })

/** What is written in one transaction. Marks and tries of one group never speak of the same row: a try ends before the next begins. */
export interface LedgerGroup {
  readonly tries: readonly AppliedTry[]
  readonly marks: readonly string[]
}

/** Writes marks and tries of several sends in one transaction; gives the ids really taken. */
export const writeGroup =
  (store: Store) =>
  ({ tries, marks }: LedgerGroup): Promise<Result<readonly string[]>> =>
    store.write(async (tx) => {
      await outboxRepository.applyAll(tx, tries)
      return outboxRepository.markSending(tx, marks)
    })

export const storeLedger = (store: Store): OutboxLedger => ({
  due: (target, now, limit, except) => dueOf(store.db, { target, now, limit, except }),
  dueRow: async (target, id, now) => {
    const row = await byIdOrBare(store.db, id)
    if (row === null || row.target !== target || row.nextTryAt > now || !isWaiting(row.state)) return null
    const ofVisit = await outboxQueries.byEncounters(store.db, [row.aggregateId])
    const isBehind = ofVisit.some(
      (other) =>
        other.target === target &&
        other.sequence < row.sequence &&
        (isWaiting(other.state) || other.state === 'sending'),
    )
    return isBehind ? null : row
  },
  nextTryAt: (target, now) => outboxQueries.nextTryAt(store.db, target, now),
  nearestDeadline: (target) => outboxQueries.nearestDeadline(store.db, target),
  rowsAwaiting: async (target, reference) => {
    const open = await openRows(store.db, target)
    return open.filter((row) => row.state === 'awaiting-result' && row.reference === reference)
  },
  earlierRows: async (row) => {
    const headers = await outboxQueries.byEncounters(store.db, [row.aggregateId])
    const earlier = headers.filter(({ target, sequence }) => target === row.target && sequence < row.sequence)
    const rows = await Promise.all(earlier.map(({ id }) => byIdOrBare(store.db, id)))
    return rows.filter((each) => each !== null).sort((one, other) => other.sequence - one.sequence)
  },
  markSending: (ids) => store.write((tx) => outboxRepository.markSending(tx, ids)),
  apply: (tries) =>
    store.write(async (tx) => {
      await outboxRepository.applyAll(tx, tries)
      return null
    }),
  keepPayload: (id, payload, payloadHash) =>
    store.write(async (tx) => {
      const amended = await outboxRepository.amendPayload(tx, id, payload, payloadHash)
      return amended ? null : refuse('CONFLICT')
    }),
  recover: (now) => store.write((tx) => outboxRepository.recoverInterrupted(tx, now)),
  wakeAll: (now) => store.write((tx) => outboxRepository.wake(tx, null, now)),
  wakeAfterLink: (target, linkCodes, now) =>
    store.write(async (tx) => {
      const open = await openRows(tx, target)
      const keptBack = open.filter((row) => row.nextTryAt > now && linkCodes.includes(row.lastCode ?? ''))
      for (const row of keptBack) await outboxRepository.wake(tx, row.id, now)
      return keptBack.length
    }),
})
