import type { NhiUploadPayload } from '../../outbox/mappers/payloads.ts'
import { replacementsOf, settle, withdraw } from '../../store/card/replacementRepository.ts'
import type { WriteTx } from '../../store/handles.ts'
import { attemptsOf, byEncounters, type OutboxHeader } from '../../store/outbox/outboxQueries.ts'
import type { StandingRecord } from '../record/standingRecord.ts'

/** A record that may be at the NHI and has to be deleted there, with the rows that brought it. */
export interface Deletion {
  readonly payload: NhiUploadPayload
  /** Rows that nothing else carries on for. */
  readonly rowIds: readonly string[]
}

/**
 * Takes a cancelled visit's rows for the NHI back as far as that is still possible, and says what has to be deleted there. A visit may
 * stand there twice, as an exception and as its make-up (補卡), which the NHI knows by numbers of their own.
 *
 * A row that waits and was never tried has certainly not left; one that was refused has left nothing behind and one that was set aside was
 * not sent, unless an earlier try of it was lost. Every other may have arrived.
 *
 * @param records newest first
 * @param fromVersion the version that ends
 */
export const takeBack = async (
  tx: WriteTx,
  records: readonly StandingRecord[],
  fromVersion: number,
): Promise<{ readonly deletions: readonly Deletion[]; readonly lastSequence: number }> => {
  const deletions: Deletion[] = []
  const replaced = await replacementsOf(
    tx,
    records.map(({ row }) => row.id),
  )
  // Looked at again here: what was waiting when it was read may be on its way by now.
  const present = new Map(
    (await byEncounters(tx, [...new Set(records.map(({ row }) => row.aggregateId))])).map((row) => [row.id, row]),
  )
  for (const kind of ['B', 'A'] as const) {
    const ofKind = records.filter((_, index) => kindAt(records, index) === kind)
    const left: StandingRecord[] = []
    for (const record of ofKind) {
      if (!(await withdraw(tx, record.row.id))) left.push(record)
    }
    let mayBeThere = false
    for (const { row } of left) mayBeThere ||= await mayHaveArrived(tx, present.get(row.id) ?? row)
    const open = left.filter(({ row }) => !replaced.has(row.id))
    const [newest] = left
    if (mayBeThere && newest !== undefined) {
      deletions.push({ payload: newest.payload, rowIds: open.map(({ row }) => row.id) })
    } else for (const { row } of open) await settle(tx, row.id)
  }
  return { deletions, lastSequence: fromVersion + Math.max(1, deletions.length) }
}

/** Of which kind the record of a visit is, newest first; a cancelled refill prescription (C) belongs to the record that it is of. */
const kindAt = (records: readonly StandingRecord[], index: number): 'A' | 'B' | 'C' | 'D' | undefined =>
  records.slice(index).find(({ payload }) => payload.record.H01 !== 'C')?.payload.record.H01

/** Whether a row that has left, or may have, can be at the NHI by any of its tries. */
const mayHaveArrived = async (tx: WriteTx, { id, state, tries, lastCode }: OutboxHeader): Promise<boolean> => {
  if (state !== 'rejected' && state !== 'quarantined') return true
  const attempts = await attemptsOf(tx, id)
  // A try that a crash cut off is in the count, and not in the history.
  return attempts.length !== tries || attempts.some(({ code }) => code !== null && code !== lastCode)
}
