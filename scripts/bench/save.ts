// Closing a visit (mapping and one transaction, encrypted, FULL) against a bare insert of the same bytes with the same settings: one
// row of one table without any index but its key, by a statement whose text is kept. The bytes are those that the visit's rows hold
// when it is closed, as they lie in the store: the packed payloads and the other columns of the outbox rows, the record to be signed,
// diagnoses, orders and charges, the audit row. What an index repeats is not counted, nor what the visit held before; making the
// payloads is ours alone, and is timed.
// The visit's document is made while the card is being written (`closeVisit`), so what is judged is what comes behind the card; what
// it is with the document in line, as for a visit without a card, is told beside it.
import { uuidv7 } from 'uuidv7'
import { deadlineOf } from '../../main/domain/upload/deadline.ts'
import type { VisitRecord } from '../../main/domain/visit/visitRecord.ts'
import { cloudDocumentOf } from '../../main/outbox/mappers/cloudRecordMapper.ts'
import { buildOutboxRows } from '../../main/outbox/mappers/outboxPayloads.ts'
import { sampleVisitRecord } from '../../main/outbox/mappers/sampleVisitRecord.ts'
import { append as appendAudit } from '../../main/store/audit/auditRepository.ts'
import { begin, keepAnswer } from '../../main/store/card/journalRepository.ts'
import { insertRows } from '../../main/store/insertRows.ts'
import { chargeRows } from '../../main/store/money/chargeRows.ts'
import { append as appendOutbox } from '../../main/store/outbox/outboxRepository.ts'
import { insert as insertPatient, touchLastVisit } from '../../main/store/patient/patientRepository.ts'
import { addUnsigned } from '../../main/store/record/signatureRepository.ts'
import { syntheticDraft, syntheticEncounter, syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { openTemporaryStore } from '../../main/store/temporaryStore.ts'
import {
  close,
  insert as insertEncounter,
  saveDraft,
  setPriced,
  setState,
} from '../../main/store/visit/encounterRepository.ts'
import { recordTextOf } from '../../main/usecases/record/recordTextOf.ts'
import type { EncounterId } from '../../preload/contract/words.ts'
import { median, pronounce, quantile } from './measure/verdict.ts'

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

/** The bytes of rows as SQLite keeps their columns: texts in UTF-8, blobs as they are, numbers in at most eight. */
const bytesOf = (rows: readonly object[]): number =>
  rows.flatMap((row) => Object.values(row) as unknown[]).reduce<number>((sum, value) => sum + bytesOfColumn(value), 0)

const bytesOfColumn = (value: unknown): number => {
  if (value === null || value === undefined) return 0
  if (typeof value === 'number') return 8
  if (value instanceof Uint8Array) return value.byteLength
  return Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))
}

/** What `closeVisit` makes of a visit while its card is being written. */
const prepareClosing = (record: VisitRecord) => ({ document: cloudDocumentOf(record), text: recordTextOf(record) })

/** The write of a card as its journal has it: intent before, answer behind, each in a transaction of its own. Gives what was made in between. */
const journalCard = async <T>(record: VisitRecord, meanwhile: () => T): Promise<T> => {
  const encounterId = record.encounterId as EncounterId
  const act = { id: uuidv7(), encounterId, patientId: patient.id, kind: 'write-orders' as const }
  await must((tx) => begin(tx, { ...act, intent: {}, at: Date.now(), desk: 'bench', claim: null }))
  const made = meanwhile()
  const outcome = { signatures: record.orders.map(({ signature }) => signature) }
  await must((tx) => keepAnswer(tx, act.id, { state: 'done', outcome, at: Date.now() }))
  return made
}

/** What `closeVisit` does once the card has been written: the rest of the mapping, one transaction. Gives what tells the bytes it wrote. */
const closeOne = async (
  record: VisitRecord,
  { document, text }: ReturnType<typeof prepareClosing>,
): Promise<() => number> => {
  const now = Date.now()
  const encounterId = record.encounterId as EncounterId
  const facts = { newId: uuidv7, now, dueAt: deadlineOf(record.treatmentDateTime, now) }
  const rows = buildOutboxRows(record, facts, document)
  const audit = { at: now, who: 'bench', desk: 'bench', action: 'visit-closed', subject: encounterId, details: {} }
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
    await addUnsigned(tx, { ...written, ...text })
    await appendAudit(tx, audit)
  })
  return () => {
    const { price, diagnoses, orders } = record
    const keyed = <Row extends object>(row: Row) => ({ encounterId, ...row })
    return bytesOf([
      ...rows,
      ...diagnoses.map(keyed),
      ...orders.map(keyed),
      ...chargeRows(encounterId, price),
      { encounterId, practitionerId: 'bench', ...text },
      { ...audit, previousHash: text.digest, hash: text.digest },
    ])
  }
}

const preparing: number[] = []
const closing: number[] = []
const bare: number[] = []
for (let index = 1; index <= visits; index += 1) {
  const record = await prepare(index)
  const prepared = await journalCard(record, () => {
    const preparedAt = performance.now()
    const made = prepareClosing(record)
    preparing.push(performance.now() - preparedAt)
    return made
  })
  const startedAt = performance.now()
  const bytesWritten = await closeOne(record, prepared)
  closing.push(performance.now() - startedAt)
  const blob = 'x'.repeat(bytesWritten())
  const bareAt = performance.now()
  await must((tx) => insertRows(tx, 'preference', [{ key: `bare-${index}`, value: blob }]))
  bare.push(performance.now() - bareAt)
}
await dispose()

// The first tenth fills caches.
const warm = visits / 10
const value = median(closing.slice(warm))
const p99 = quantile(closing.slice(warm), 0.99)
const baseline = median(bare.slice(warm))
const inLine = median(closing.map((ms, index) => ms + (preparing[index] ?? 0)).slice(warm))
console.log(`with the document in line: ${inLine.toFixed(2)} ms, ${(inLine / baseline).toFixed(2)} of the insert`)
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
