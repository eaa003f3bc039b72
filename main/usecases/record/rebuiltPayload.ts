import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { VisitRecord } from '../../domain/visit/visitRecord.ts'
import { buildOutboxRows } from '../../outbox/mappers/outboxPayloads.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { byEncounter as makeUpOf } from '../../store/card/makeUpRepository.ts'
import { findById } from '../../store/patient/patientRepository.ts'
import { refillCancellationsOf } from '../../store/record/refillCancellations.ts'
import { byId, signaturesOf } from '../../store/visit/encounterQueries.ts'
import type { DeskContext } from '../context.ts'
import { visitRecordOf } from './visitRecordOf.ts'

/**
 * What was put in line for a closed visit, made anew from the visit itself: for a row whose own copy is damaged. Null where nobody could
 * say what the lost one was: an exception, a make-up or an owed card is known to the NHI by a number that only the payload had; a deletion
 * speaks of a record that stands no more, the cancellation of a refill prescription of the record word for word.
 */
export const rebuiltPayload = async (
  context: DeskContext,
  row: Pick<OutboxRow, 'aggregateId' | 'sequence' | 'target' | 'kind' | 'dueAt'>,
): Promise<Pick<OutboxRow, 'payload' | 'payloadHash'> | null> => {
  if (row.kind === 'cancellation') return null
  const encounterId = row.aggregateId as Parameters<typeof byId>[1]
  if ((await refillCancellationsOf(context.store.db, encounterId)).has(row.sequence)) return null
  const record = await recordAnew(context, encounterId)
  if (record === null) return null
  const rows = buildOutboxRows(record, { newId: context.newId, now: context.now(), dueAt: row.dueAt })
  return rows.find(({ target }) => target === row.target) ?? null
}

const recordAnew = async (
  context: DeskContext,
  encounterId: Parameters<typeof byId>[1],
): Promise<VisitRecord | null> => {
  const { db } = context.store
  const encounter = await byId(db, encounterId)
  if (encounter === null || encounter.state !== 'closed') return null
  const { price, closedAt, exceptionCode } = encounter
  if (price === null || closedAt === null || exceptionCode !== null) return null
  if ((await makeUpOf(db, encounterId)) !== null || (await debtOf(db, encounterId)) !== null) return null
  const patient = await findById(db, encounter.patientId)
  if (patient === null) return null
  const signatures = await signaturesOf(db, encounterId)
  const record = await visitRecordOf(context, encounter, patient, { price, closedAt, exceptionCode, signatures })
  return record.ok ? record.value : null
}
