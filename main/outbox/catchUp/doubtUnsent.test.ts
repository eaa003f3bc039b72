import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { requeue } from '../../store/outbox/outboxRepository.ts'
import { unpackText } from '../../store/packedText.ts'
import { storeLedger } from '../dispatch/ledger.ts'
import { packedPayload } from '../payload/openPayload.ts'
import { issuedBefore } from '../targets/issuedBefore.ts'
import { createNhiUpload } from '../targets/nhiUpload.ts'
import { createFakeNhi, type FakeNhi, nhiFailed } from '../testing/fakeNhi.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { visitRows } from '../testing/visitRows.ts'
import { doubtUnsent } from './doubtUnsent.ts'

const now = Date.UTC(2026, 10, 22, 3)
const never = new AbortController().signal

let nhi: FakeNhi
let before: TemporaryStore
/** The same clinic from a backup that was made before anything was sent. */
let restored: TemporaryStore
beforeEach(async () => {
  nhi = createFakeNhi()
  before = await openTemporaryStore()
  restored = await openTemporaryStore()
})
afterEach(async () => {
  await before.dispose()
  await restored.dispose()
})

/** Sends what is due, and asks what became of it, until nothing is due any more. */
const deliver = async ({ store }: TemporaryStore): Promise<void> => {
  const ledger = storeLedger(store)
  const target = createNhiUpload({
    port: nhi.port,
    keepPayload: ledger.keepPayload,
    issuedBefore: issuedBefore(ledger),
    rowsAwaiting: (opcode) => ledger.rowsAwaiting('nhi-upload', opcode),
    now: () => now,
    resultPollMs: 10_000,
  })
  for (let sends = 0; sends < 20; sends += 1) {
    const [batch] = await target.plan(await ledger.due('nhi-upload', Number.MAX_SAFE_INTEGER, 30, new Set()))
    if (batch === undefined) return
    await ledger.markSending(batch.map(({ id }) => id))
    const { outcomes } = await target.send(batch, never)
    const tries = batch.flatMap((row) => {
      const outcome = outcomes.get(row.id)
      if (outcome === undefined) return []
      const transition = outboxPolicy.next(row, outcome, now, 0.5)
      return [{ id: row.id, transition, attempt: { at: now, ms: 1, code: transition.lastCode } }]
    })
    await ledger.apply(tries)
  }
  throw new Error('never done')
}
const exception = (changes: Parameters<typeof visitRows>[0] = {}): OutboxRow =>
  visitRows({ exceptionCode: 'A031', treatmentNumber: null, treatmentDateTime: null, ...changes }).nhi
const doubt = ({ store }: TemporaryStore) => store.write(doubtUnsent)
const deletionOf = (row: OutboxRow, sequence: number): OutboxRow => {
  const payload = JSON.parse(unpackText(row.payload) ?? '') as { record: object }
  const { packed, payloadHash } = packedPayload({ ...payload, record: { ...payload.record, H01: 'D' } })
  const id = visitRows().nhi.id
  return { ...row, id, idempotencyKey: id, sequence, kind: 'cancellation', payload: packed, payloadHash }
}

describe('a store from before an exception was sent', () => {
  it('does not send it under a second number; a person who has asked the NHI may', async () => {
    const row = exception()
    for (const store of [before, restored]) await store.append(row)
    await deliver(before)
    expect(nhi.held.size).toBe(1)
    await doubt(restored)
    await deliver(restored)
    expect(nhi.held.size).toBe(1)
    const aside = await restored.row(row.id)
    expect(aside).toMatchObject({ state: 'quarantined', lastCode: 'MAY_HAVE_BEEN_SENT', receiptAt: null, tries: 1 })
    await restored.store.write((tx) => requeue(tx, row.id, now))
    await deliver(restored)
    expect(await restored.row(row.id)).toMatchObject({ state: 'accepted' })
  })

  it('asks no second number for what is amended behind it, and says of its deletion that nobody knows', async () => {
    const row = exception()
    for (const store of [before, restored]) await store.append(row)
    await deliver(before)
    await doubt(restored)
    const amended = exception({ encounterId: row.aggregateId, version: 2 })
    await restored.append(amended)
    await deliver(restored)
    expect(await restored.row(amended.id)).toMatchObject({ state: 'quarantined', lastCode: 'MAY_HAVE_BEEN_SENT' })
    const deletion = deletionOf(row, 3)
    await restored.append(deletion)
    await deliver(restored)
    expect(await restored.row(deletion.id)).toMatchObject({ state: 'quarantined', lastCode: 'MAY_HAVE_BEEN_SENT' })
    expect(nhi.held.size).toBe(1)
    // The person's word counts for the amendment itself, also when the line fails in between.
    nhi.faults.number = [nhiFailed('NHI_UNREACHABLE')]
    await restored.store.write((tx) => requeue(tx, amended.id, now))
    await deliver(restored)
    expect(await restored.row(amended.id)).toMatchObject({ state: 'accepted' })
  })

  it('sends what has its number again, which the NHI replaces, and leaves what is delivered', async () => {
    const { nhi: card } = visitRows()
    for (const store of [before, restored]) await store.append(card)
    const done = exception()
    await restored.append(done)
    await deliver(before)
    const delivered = await openTemporaryStore()
    try {
      await delivered.append(done)
      await deliver(delivered)
      await doubt(delivered)
      expect(await delivered.row(done.id)).toMatchObject({ state: 'accepted' })
    } finally {
      await delivered.dispose()
    }
    await doubt(restored)
    expect(await restored.row(card.id)).toMatchObject({ state: 'waiting', tries: 1 })
    await deliver(restored)
    expect(await restored.row(card.id)).toMatchObject({ state: 'accepted' })
    expect([...nhi.held.values()].toSorted()).toEqual([1, 2])
  })
})
