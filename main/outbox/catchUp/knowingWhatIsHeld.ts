import type { OutboxRow, SendOutcome } from '../../domain/upload/outboxRow.ts'
import type { ReadDb } from '../../store/handles.ts'
import { foundOf } from '../../store/outbox/cloudFindingRepository.ts'
import type { OutboxTarget } from '../dispatch/target.ts'
import { unsendable } from '../payload/openPayload.ts'
import { cloudCodes } from '../targets/cloudAnswers.ts'
import { documentHash } from './compareRecords.ts'

/** Of these rows, the ids of those whose record the cloud holds with another content. */
export type HeldOtherwise = (rows: readonly OutboxRow[]) => Promise<ReadonlySet<string>>

export const storeHeldOtherwise =
  (db: ReadDb): HeldOtherwise =>
  async (rows) => {
    const found = await foundOf(
      db,
      rows.map(({ aggregateId }) => aggregateId),
    )
    const others = rows.filter((row) =>
      found.some(
        ({ recordId, version, sha256 }) =>
          recordId === row.aggregateId && version === row.sequence && sha256 !== documentHash(row),
      ),
    )
    return new Set(others.map(({ id }) => id))
  }

/**
 * The cloud's target, which sets a record aside that the cloud is known to hold with another content: the cloud would answer it with
 * `duplicate` and keep its own, and that is no receipt for this one.
 */
export const knowingWhatIsHeld = (target: OutboxTarget, heldOtherwise: HeldOtherwise): OutboxTarget => ({
  ...target,
  send: async (batch, signal) => {
    const held = await heldOtherwise(batch)
    if (held.size === 0) return target.send(batch, signal)
    const set = (row: OutboxRow): [string, SendOutcome] => [row.id, unsendable(cloudCodes.holdsOther)]
    const aside = batch.filter(({ id }) => held.has(id)).map(set)
    const others = batch.filter(({ id }) => !held.has(id))
    if (others.length === 0) return { outcomes: new Map(aside), endpoint: 'unasked', holdMs: null }
    const report = await target.send(others, signal)
    return { ...report, outcomes: new Map([...aside, ...report.outcomes]) }
  },
})
