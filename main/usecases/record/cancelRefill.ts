import { fail, type Result } from '../../../preload/contract/result.ts'
import type { VisitDetail } from '../../../preload/contract/visit/visit.ts'
import type { IsoDate } from '../../../preload/contract/words.ts'
import { amendmentDeadline } from '../../domain/upload/deadline.ts'
import type { HandlerInput } from '../../ipc/handlers.ts'
import { refillCancellationOf as recordOfCancellation } from '../../outbox/mappers/nhi/nhiRecord.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { buildRefillCancellationRows } from '../../outbox/mappers/outboxPayloads.ts'
import { append as appendAudit } from '../../store/audit/auditRepository.ts'
import { replace } from '../../store/card/replacementRepository.ts'
import { byEncounters } from '../../store/outbox/outboxQueries.ts'
import { append as appendOutbox } from '../../store/outbox/outboxRepository.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { beginVersion } from '../../store/record/amendmentRepository.ts'
import { keepRefillCancellation } from '../../store/record/refillCancellations.ts'
import { isDispensedAgain } from '../../store/record/refillRepository.ts'
import { keepVersion } from '../../store/record/versionRepository.ts'
import { refuse } from '../../store/refuse.ts'
import { byId, signaturesOf } from '../../store/visit/encounterQueries.ts'
import { type DeskContext, dayOf } from '../context.ts'
import { refillCancellationOf } from './refillCancellationOf.ts'
import { keptFacts, standingRecords } from './standingRecord.ts'
import { visitRecordOf } from './visitRecordOf.ts'
import { contentOf } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

/**
 * Cancels the 慢性病連續處方箋 of a closed visit (註銷), with the reason: nothing more is dispensed of it here from now on, and the NHI is told
 * by a record of the same identity (H01 = C) behind the one it has; the clinic's cloud has the visit's next version with the drugs
 * stopped. The visit, its price and its card stay as they are.
 *
 * `VISIT_STATE` with details.refill: it cannot be cancelled, or was (`RefillCancellationSchema`). `RECORD_INVALID`: the record would
 * break a rule of the format as a cancellation. `CONFLICT`: the visit has another version by now.
 */
export const cancelRefill = async (
  context: DeskContext,
  { encounterId, fromVersion, reason }: HandlerInput<'amendment:cancel-refill'>,
): Promise<Result<VisitDetail>> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  const patient = encounter === null ? null : await findById(db, encounter.patientId)
  if (encounter === null || patient === null) return fail('NOT_FOUND')
  const { price, closedAt } = encounter
  if (encounter.state !== 'closed' || price === null || closedAt === null) {
    return fail('VISIT_STATE', { details: { state: encounter.state } })
  }
  if (encounter.version !== fromVersion) return fail('CONFLICT', { details: { version: encounter.version } })
  const now = context.now()
  const earlier = await byEncounters(db, [encounterId])
  const standing = await refillCancellationOf(db, encounter, earlier, dayOf(now) as IsoDate)
  if (standing !== 'possible') return fail('VISIT_STATE', { details: { refill: standing ?? 'none' } })
  const records = await standingRecords(context, encounterId)
  if (!records.ok) return records
  const [newest] = records.value
  if (newest === undefined) return fail('VISIT_STATE', { details: { refill: 'not-received' } })
  const [fault] = nhiRecordErrors(recordOfCancellation(newest.payload.record), 'sending')
  if (fault !== undefined) {
    return fail('RECORD_INVALID', { details: { field: fault.field, code: fault.code, line: fault.orderLine } })
  }
  const { exceptionCode, ...makeUp } = keptFacts(records.value)
  const record = await visitRecordOf(context, { ...encounter, version: fromVersion + 1 }, patient, {
    price,
    exceptionCode,
    closedAt,
    makeUp,
    signatures: await signaturesOf(db, encounterId),
  })
  if (!record.ok) return record

  const saved = await context.store.write(async (tx) => {
    if (!(await beginVersion(tx, encounterId, fromVersion))) refuse('CONFLICT')
    // Another visit may have dispensed of it since it was looked at.
    if (await isDispensedAgain(tx, encounterId)) refuse('VISIT_STATE', { refill: 'dispensed' })
    const dueAt = amendmentDeadline({ dueAt: newest.row.dueAt, isReceived: true }, now)
    const rows = buildRefillCancellationRows(record.value, newest.payload, { newId: context.newId, now, dueAt })
    await appendOutbox(tx, rows)
    for (const row of rows) {
      const predecessor = earlier.findLast(({ target }) => target === row.target)
      if (predecessor !== undefined) await replace(tx, predecessor.id, 'amended', row.id)
    }
    await keepRefillCancellation(tx, { encounterId, version: fromVersion + 1, cancelledAt: now })
    await keepVersion(tx, encounterId, {
      version: fromVersion,
      endedAs: 'amended',
      endedAt: now,
      endedBy: context.settings.desk.person,
      reason,
      difference: 0,
      content: contentOf(encounter, price),
    })
    await appendAudit(tx, {
      at: now,
      who: context.settings.desk.person,
      desk: context.settings.desk.id,
      action: 'refill-cancelled',
      subject: encounterId,
      details: { version: fromVersion + 1 },
    })
  })
  if (!saved.ok) return saved
  context.wakeOutbox('appended')
  context.publish('visit:changed', { encounterId })
  context.publish('outbox:changed', { encounterIds: [encounterId] })
  return showVisit(context, encounterId)
}
