// Closing a visit (mapping and one transaction, encrypted, FULL) against a bare insert of the same bytes with the same settings.
import { uuidv7 } from 'uuidv7'
import { deadlineOf } from '../../main/domain/deadline.ts'
import type { VisitRecord } from '../../main/domain/visitRecord.ts'
import { buildOutboxRows } from '../../main/outbox/mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../../main/outbox/mappers/sampleVisitRecord.ts'
import { append as appendAudit } from '../../main/store/auditRepository.ts'
import {
  close,
  insert as insertEncounter,
  saveDraft,
  setPriced,
  setState,
} from '../../main/store/encounterRepository.ts'
import { append as appendOutbox } from '../../main/store/outboxRepository.ts'
import { insert as insertPatient, touchLastVisit } from '../../main/store/patientRepository.ts'
import { set } from '../../main/store/preferenceRepository.ts'
import { addUnsigned } from '../../main/store/signatureRepository.ts'
import { syntheticDraft, syntheticEncounter, syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { openTemporaryStore } from '../../main/store/temporaryStore.ts'
import { recordTextOf } from '../../main/usecases/recordTextOf.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { median, pronounce, quantile } from './verdict.ts'

const visits = 400
const limit = 3
const worstMs = 10

const { must, dispose } = await openTemporaryStore()
const patient = syntheticPatient(1)
await must((tx) => insertPatient(tx, patient))

const prepare = async (queueNumber: number): Promise<VisitRecord> => {
  const encounter = syntheticEncounter(patient.id, queueNumber)
  await must(async (tx) => {
    await insertEncounter(tx, encounter)
    await setState(tx, encounter.id, ['waiting'], 'in-consultation')
    await saveDraft(tx, encounter.id, syntheticDraft, Date.now())
    await setPriced(tx, encounter.id, sampleVisitRecord().price)
    await setState(tx, encounter.id, ['in-consultation'], 'to-pay')
  })
  return sampleVisitRecord({ encounterId: encounter.id })
}

/** What `closeVisit` does once the card has been written: map the record, then one transaction. */
const closeOne = async (record: VisitRecord): Promise<number> => {
  const now = Date.now()
  const encounterId = record.encounterId as EncounterId
  const rows = buildOutboxRows(record, { newId: uuidv7, now, dueAt: deadlineOf(record.treatmentDateTime, now) })
  await must(async (tx) => {
    const { price, diagnoses, orders } = record
    const paid = { amount: price.amountDue, received: price.amountDue, paidAt: now }
    await close(tx, {
      encounterId,
      closedAt: now,
      exceptionCode: null,
      cardWrite: 'written',
      price,
      paid,
      diagnoses,
      orders,
    })
    await touchLastVisit(tx, patient.id, '2026-11-20')
    await appendOutbox(tx, rows)
    const written = { encounterId, version: 1, practitionerId: 'bench', writtenAt: now, dueAt: now }
    await addUnsigned(tx, { ...written, ...recordTextOf(record) })
    await appendAudit(tx, {
      at: now,
      who: 'bench',
      desk: 'bench',
      action: 'visit-closed',
      subject: encounterId,
      details: {},
    })
  })
  return rows.reduce((sum, row) => sum + row.payload.length, 0) + JSON.stringify(record).length
}

const closing: number[] = []
const bare: number[] = []
for (let index = 1; index <= visits; index += 1) {
  const record = await prepare(index)
  const startedAt = performance.now()
  const bytes = await closeOne(record)
  closing.push(performance.now() - startedAt)
  const blob = 'x'.repeat(bytes)
  const bareAt = performance.now()
  await must((tx) => set(tx, `bare-${index}`, blob))
  bare.push(performance.now() - bareAt)
}
await dispose()

// The first tenth fills caches.
const warm = visits / 10
const value = median(closing.slice(warm))
const p99 = quantile(closing.slice(warm), 0.99)
const baseline = median(bare.slice(warm))
console.log(`p99 ${p99.toFixed(2)} ms (limit ${worstMs} ms)`)
pronounce({
  name: 'save',
  value,
  unit: 'ms',
  baseline,
  ratio: value / baseline,
  limit,
  pass: value / baseline <= limit && p99 <= worstMs,
})
