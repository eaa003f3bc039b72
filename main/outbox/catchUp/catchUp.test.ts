import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { outboxPolicy } from '../../domain/upload/outboxPolicy.ts'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { catchUp, markSeen, oweCatchUp, unseenDays, unseenFindings } from '../../store/outbox/cloudFindingRepository.ts'
import { unpackText } from '../../store/packedText.ts'
import { sampleVisitRecord } from '../mappers/sampleVisitRecord.ts'
import { openTemporaryStore, type TemporaryStore } from '../testing/temporaryStore.ts'
import { visitRows } from '../testing/visitRows.ts'
import { type AskRecords, type CatchUpReport, catchUpWithCloud, type RecordsPage } from './catchUpWithCloud.ts'
import { knowingWhatIsHeld, storeHeldOtherwise } from './knowingWhatIsHeld.ts'

const now = Date.parse('2026-11-26T10:00:00+08:00')
/** A record as the cloud gives it back: what was pushed. */
const asPushed = (row: OutboxRow): Record<string, unknown> => JSON.parse(unpackText(row.payload) ?? '')

const answered = (value: RecordsPage): Awaited<ReturnType<AskRecords>> => ({
  ok: true,
  value,
  status: 200,
  serverOffsetMs: null,
})

/** A cloud that gives so many records a page. */
const cloudOf = (records: readonly unknown[], pageSize = 2) => {
  const asked: (string | null)[] = []
  const ask: AskRecords = async (cursor) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    const page = records.slice(from, from + pageSize)
    return answered({ records: page, ...(page.length === 0 ? {} : { nextCursor: String(from + page.length) }) })
  }
  return { asked, ask }
}

describe('catching up with the cloud after a restore', () => {
  let temporary: TemporaryStore
  beforeEach(async () => {
    temporary = await openTemporaryStore()
    await temporary.store.write((tx) => oweCatchUp(tx, now))
  })
  afterEach(() => temporary.dispose())

  const run = (ask: AskRecords, stopAfter = Number.POSITIVE_INFINITY): Promise<CatchUpReport> => {
    let pauses = 0
    return catchUpWithCloud({
      ask,
      store: temporary.store,
      now: () => now,
      pause: async () => {
        pauses += 1
      },
      isStopped: () => pauses >= stopAfter,
      onFound: () => undefined,
    })
  }
  const found = () => unseenFindings(temporary.store.db, 100)

  it('asks nothing of a store that was never restored', async () => {
    const other = await openTemporaryStore()
    const { asked, ask } = cloudOf([])
    const report = await catchUpWithCloud({
      ask,
      store: other.store,
      now: () => now,
      pause: () => Promise.resolve(),
      isStopped: () => false,
      onFound: () => undefined,
    })
    await other.dispose()
    expect([report, asked]).toEqual([{ type: 'done' }, []])
  })

  it('finds what the store lacks and what it has otherwise, and says whose visit of what day it is', async () => {
    const [same, lost, other] = [visitRows().cloud, visitRows().cloud, visitRows().cloud]
    const changed = visitRows({ encounterId: other.aggregateId, treatmentNumber: 'TREATMENT00000000099' }).cloud
    await temporary.append(same, other)
    const { ask } = cloudOf([asPushed(same), asPushed(lost), asPushed(changed)])
    expect(await run(ask)).toEqual({ type: 'done' })
    const items = await found()
    expect(items.map(({ recordId, finding }) => [recordId, finding]).sort()).toEqual(
      [
        [lost.aggregateId, 'missing'],
        [changed.aggregateId, 'differs'],
      ].sort(),
    )
    expect(items[0]).toMatchObject({ kind: 'visit', patientName: sampleVisitRecord().patient.name })
    const day = new Date(Date.parse(String(asPushed(lost).visitedAt)) + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(await unseenDays(temporary.store.db)).toEqual([{ day, count: 2 }])
    expect(await catchUp(temporary.store.db)).toMatchObject({ state: 'done', records: 3 })
  })

  it('makes no row green: one that the cloud already has may be pushed at once, for its receipt', async () => {
    const row = visitRows().cloud
    const [id = ''] = await temporary.append({ ...row, nextTryAt: now + 3_600_000 })
    await run(cloudOf([asPushed(row)]).ask)
    expect(await temporary.row(id)).toMatchObject({ state: 'waiting', nextTryAt: now, receiptAt: null })
    expect(await found()).toEqual([])
  })

  it('goes on at the cursor of the last whole page, and finds nothing twice', async () => {
    const rows = Array.from({ length: 5 }, () => visitRows().cloud)
    const { asked, ask } = cloudOf(rows.map(asPushed))
    expect(await run(ask, 1)).toEqual({ type: 'stopped' })
    expect(await found()).toHaveLength(2)
    expect(await run(ask)).toEqual({ type: 'done' })
    expect(asked).toEqual([null, '2', '4', '5'])
    expect(await found()).toHaveLength(5)
    // Another restore asks from the first record; what a person has taken note of stays so.
    await temporary.store.write((tx) => markSeen(tx, [{ recordId: rows[0]?.aggregateId ?? '', version: 1 }], now))
    await temporary.store.write((tx) => oweCatchUp(tx, now))
    await run(ask)
    expect(await found()).toHaveLength(4)
  })

  it('keeps what is no record, and a record whose document is not what its hash says', async () => {
    const row = visitRows().cloud
    await temporary.append(row)
    await run(cloudOf([{ recordId: 'none' }, { ...asPushed(row), sha256: '0'.repeat(64) }]).ask)
    expect((await found()).map(({ finding, version }) => [finding, version])).toEqual([
      ['unreadable', 0],
      ['unreadable', 0],
    ])
  })

  it('says why it did not come further, and waits as long as the cloud asks', async () => {
    const busy: AskRecords = async () => ({
      ok: false,
      failure: { kind: 'http', status: 429, retryAfterMs: 7_000, code: 'SLOW_DOWN' },
      serverOffsetMs: null,
    })
    expect(await run(busy)).toEqual({ type: 'failed', code: 'SLOW_DOWN', waitMs: 7_000, isFinal: false })
    expect(await catchUp(temporary.store.db)).toMatchObject({ state: 'owed', failure: 'SLOW_DOWN' })
    await run(cloudOf([]).ask)
    expect(await catchUp(temporary.store.db)).toMatchObject({ state: 'done', failure: null })
  })

  it('does not follow a cursor that leads to itself', async () => {
    const circle: AskRecords = async () => answered({ records: [{}], nextCursor: 'round' })
    expect(await run(circle)).toMatchObject({ type: 'failed', code: 'CLOUD_BAD_REPLY' })
  })

  it('lets a visit that was lost and entered again under its old id not pass as received', async () => {
    const [same, lost] = [visitRows().cloud, visitRows().cloud]
    await run(cloudOf([asPushed(same), asPushed(lost)]).ask)
    const again = visitRows({ encounterId: lost.aggregateId, treatmentNumber: 'TREATMENT00000000098' }).cloud
    const sent: string[] = []
    const target = knowingWhatIsHeld(
      {
        name: 'clinic-cloud',
        maxBatchRows: 200,
        slots: 1,
        linkCodes: [],
        aloneCodes: [],
        plan: (rows) => Promise.resolve([rows]),
        send: async (rows) => {
          sent.push(...rows.map(({ id }) => id))
          const receipt = { type: 'accepted', reference: 'batch', receivedAt: now, code: 'duplicate' } as const
          return { outcomes: new Map(rows.map(({ id }) => [id, receipt])), endpoint: 'answered', holdMs: null }
        },
      },
      storeHeldOtherwise(temporary.store.db),
    )
    const { outcomes } = await target.send([same, again], new AbortController().signal)
    expect(sent).toEqual([same.id])
    const outcome = outcomes.get(again.id)
    expect(outcome).toMatchObject({ type: 'unsendable', code: 'CLOUD_HOLDS_OTHER' })
    if (outcome === undefined) throw new Error('no outcome')
    expect(outboxPolicy.next(again, outcome, now, 0).state).toBe('quarantined')
  })
})
