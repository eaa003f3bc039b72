import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IsoDate } from '../../../preload/contract/words.ts'
import * as patients from '../patient/patientRepository.ts'
import { noon, syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import * as encounters from '../visit/encounterRepository.ts'
import { count, list, listingOf, type Narrowing, notNarrowed, type OutboxFilter } from './outboxListing.ts'
import type { NewOutboxRow } from './outboxRecord.ts'
import { append, apply } from './outboxRepository.ts'

let temporary: TemporaryStore
const person = syntheticPatient(1, { name: '林示安' })
const other = syntheticPatient(2, { name: '吳_範例' })
const visits = [1, 2, 3].map((queueNumber) => syntheticEncounter(person.id, queueNumber))
const later = syntheticEncounter(other.id, 12, { day: '2026-11-25' as IsoDate, visitSequenceNumber: '0077' as never })
const [first = '', second = '', third = ''] = visits.map(({ id }): string => id)

beforeEach(async () => {
  temporary = await openTemporaryStore()
  await temporary.must(async (tx) => {
    for (const one of [person, other]) await patients.insert(tx, one)
    for (const visit of [...visits, later]) await encounters.insert(tx, visit)
  })
})
afterEach(() => temporary.dispose())

const add = (...rows: NewOutboxRow[]): Promise<void> => temporary.must((tx) => append(tx, rows))
const end = (row: NewOutboxRow, state: 'rejected' | 'accepted', receiptAt: number | null = null): Promise<void> => {
  const said = { nextTryAt: noon, tries: 1, lastCode: null, reference: null, receiptAt, fieldErrors: [] }
  return temporary.must((tx) => apply(tx, row.id, { state, ...said }, { at: noon, ms: 12, code: '200' }))
}
const ids = async (
  filter: OutboxFilter,
  { limit = 10, offset = 0, ...narrowing }: Partial<Narrowing> & { limit?: number; offset?: number } = {},
): Promise<string[]> => {
  const query = { filter, now: noon, narrowing: { ...notNarrowed, ...narrowing }, offset, limit }
  return (await list(temporary.store.db, query)).map(({ id }) => id)
}
const counted = (filter: OutboxFilter, narrowing: Partial<Narrowing> = {}): Promise<number> =>
  count(temporary.store.db, { filter, now: noon, narrowing: { ...notNarrowed, ...narrowing } })

describe('the rows of the upload monitor', () => {
  const open = syntheticOutboxRow(first, { dueAt: noon + 50 })
  const openToo = syntheticOutboxRow(first, { target: 'clinic-cloud', dueAt: noon + 30 })
  const refused = syntheticOutboxRow(second, { dueAt: noon + 20 })
  const older = syntheticOutboxRow(third, { dueAt: noon + 1 })
  const newer = syntheticOutboxRow(third, { target: 'clinic-cloud', dueAt: noon + 2 })
  const theirs = syntheticOutboxRow(later.id, { dueAt: noon + 40 })
  const all = [refused, openToo, theirs, open, newer, older].map(({ id }) => id)
  beforeEach(async () => {
    await add(open, openToo, refused, older, newer, theirs)
    await end(refused, 'rejected')
    for (const row of [older, newer]) await end(row, 'accepted', noon)
  })

  it('want something by their deadline first, then those delivered, newest first', async () => {
    expect(await ids('open')).toEqual([openToo.id, theirs.id, open.id])
    expect(await ids('waiting')).toEqual([openToo.id, theirs.id, open.id])
    expect(await ids('rejected')).toEqual([refused.id])
    expect(await ids('quarantined')).toEqual([])
    expect(await ids('accepted')).toEqual([newer.id, older.id])
    expect(await ids('all')).toEqual(all)
    expect(await ids('sending')).toEqual([])
    // Past its deadline without a receipt, or with one that came after it.
    expect(await ids('late')).toEqual([])
    const listing = await listingOf(temporary.store.db, open.id)
    expect(listing).toMatchObject({ patientName: person.name, queueNumber: 1, aggregateId: first })
    expect(listing).not.toHaveProperty('payload')
  })

  it('come page by page to the end, each once, and are counted as they are listed', async () => {
    for (const limit of [1, 2, 4]) {
      const seen: string[] = []
      for (let offset = 0; offset < all.length; offset += limit) seen.push(...(await ids('all', { limit, offset })))
      expect(seen).toEqual(all)
    }
    expect(await ids('all', { offset: all.length })).toEqual([])
    for (const filter of [
      'open',
      'waiting',
      'sending',
      'rejected',
      'quarantined',
      'late',
      'accepted',
      'all',
    ] as const) {
      expect(await counted(filter)).toBe((await ids(filter)).length)
    }
  })

  it('are narrowed down by day, receiver, name, queue number and serial', async () => {
    expect(await ids('all', { day: '2026-11-25' })).toEqual([theirs.id])
    expect(await ids('all', { target: 'clinic-cloud' })).toEqual([openToo.id, newer.id])
    expect(await ids('all', { target: 'nhi-upload', limit: 2, offset: 1 })).toEqual([theirs.id, open.id])
    expect(await ids('all', { text: '範例' })).toEqual([theirs.id])
    expect(await ids('all', { text: '0077' })).toEqual([theirs.id])
    expect(await ids('all', { text: '2' })).toEqual([refused.id])
    expect(await ids('all', { text: '12', from: '2026-11-26' })).toEqual([])
    expect([await counted('all', { text: '林示' }), await counted('open', { text: '林示' })]).toEqual([5, 2])
    // A sign of the pattern's own is a letter like any other.
    expect([await counted('all', { text: '_' }), await counted('all', { text: '%' })]).toEqual([1, 0])
  })
})
