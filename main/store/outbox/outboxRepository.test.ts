import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OutboxTransition } from '../../domain/upload/outboxRow.ts'
import { packText } from '../packedText.ts'
import * as patients from '../patient/patientRepository.ts'
import { noon, syntheticEncounter, syntheticOutboxRow, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import * as encounters from '../visit/encounterRepository.ts'
import { attemptsOf, byEncounters, byId, due, dueUntil, nextTryAt, receiptHours, summary } from './outboxQueries.ts'
import type { NewOutboxRow } from './outboxRecord.ts'
import {
  amendPayload,
  append,
  apply,
  applyAll,
  markSending,
  recoverInterrupted,
  requeue,
  wake,
} from './outboxRepository.ts'

let temporary: TemporaryStore
const person = syntheticPatient(1)
const visits = [1, 2, 3].map((queueNumber) => syntheticEncounter(person.id, queueNumber))
const [first = '', second = '', third = ''] = visits.map(({ id }): string => id)

beforeEach(async () => {
  temporary = await openTemporaryStore()
  await temporary.must(async (tx) => {
    await patients.insert(tx, person)
    for (const visit of visits) await encounters.insert(tx, visit)
  })
})
afterEach(() => temporary.dispose())

const transition = (changes: Partial<OutboxTransition>): OutboxTransition => ({
  state: 'waiting',
  nextTryAt: noon,
  tries: 1,
  lastCode: null,
  reference: null,
  receiptAt: null,
  fieldErrors: [],
  ...changes,
})

const attempt = { at: noon, ms: 12, code: '200' }
const add = (...rows: NewOutboxRow[]): Promise<void> => temporary.must((tx) => append(tx, rows))
const move = (row: NewOutboxRow, changes: Partial<OutboxTransition>): Promise<void> =>
  temporary.must((tx) => apply(tx, row.id, transition(changes), attempt))
const dueIds = async (now = noon, limit = 10): Promise<string[]> =>
  (await due(temporary.store.db, { target: 'nhi-upload', now, limit, except: new Set() })).map(({ id }) => id)

describe('due rows', () => {
  it('come nearest deadline first, of their target only, and only when it is time', async () => {
    const late = syntheticOutboxRow(first, { dueAt: noon + 3000 })
    const soon = syntheticOutboxRow(second, { dueAt: noon + 1000 })
    const notYet = syntheticOutboxRow(third, { nextTryAt: noon + 500 })
    await add(late, soon, notYet, syntheticOutboxRow(first, { target: 'clinic-cloud' }))
    expect(await dueIds()).toEqual([soon.id, late.id])
    expect(await dueIds(noon, 1)).toEqual([soon.id])
    expect(await dueIds(noon + 500)).toEqual([soon.id, late.id, notYet.id])
    expect(await nextTryAt(temporary.store.db, 'nhi-upload', noon)).toBe(noon + 500)
  })

  it('of one visit are its earliest open one, whatever it is doing', async () => {
    const visit = syntheticOutboxRow(first, { sequence: 1, dueAt: noon + 9000 })
    const amendment = syntheticOutboxRow(first, { sequence: 2, kind: 'amendment', dueAt: noon + 1000 })
    await add(visit, amendment)
    expect(await dueIds()).toEqual([visit.id])
    await temporary.must((tx) => markSending(tx, [visit.id]))
    expect(await dueIds()).toEqual([])
    expect(await nextTryAt(temporary.store.db, 'nhi-upload', noon)).toBeNull()
    await move(visit, { state: 'awaiting-result', reference: 'OP1', nextTryAt: noon + 100 })
    expect(await dueIds()).toEqual([])
    expect(await nextTryAt(temporary.store.db, 'nhi-upload', noon)).toBe(noon + 100)
    expect(await dueIds(noon + 100)).toEqual([visit.id])
    await move(visit, { state: 'rejected' })
    expect(await dueIds()).toEqual([amendment.id])
  })

  it('of one visit to two targets don’t wait for each other', async () => {
    const cloud = syntheticOutboxRow(first, { target: 'clinic-cloud', sequence: 1 })
    const nhi = syntheticOutboxRow(first, { sequence: 2 })
    await add(cloud, nhi)
    expect(await dueIds()).toEqual([nhi.id])
  })
})

describe('sending', () => {
  it('is given to one caller, and the row comes back whole', async () => {
    const row = syntheticOutboxRow(first)
    await add(row)
    expect(await temporary.must((tx) => markSending(tx, [row.id, 'unknown']))).toEqual([row.id])
    expect(await temporary.must((tx) => markSending(tx, [row.id]))).toEqual([])
    expect(await temporary.must((tx) => markSending(tx, []))).toEqual([])
    expect(await byId(temporary.store.db, row.id)).toEqual({
      ...row,
      state: 'sending',
      tries: 0,
      lastCode: null,
      reference: null,
      receiptAt: null,
      fieldErrors: [],
    })
  })

  it('is written down try by try', async () => {
    const row = syntheticOutboxRow(first)
    await add(row)
    await temporary.must((tx) => apply(tx, row.id, transition({ tries: 1 }), { at: noon, ms: 30.6, code: 'TIMEOUT' }))
    const fieldErrors = [{ field: 'M44', orderLine: null, code: '01' }]
    await temporary.must((tx) =>
      apply(tx, row.id, transition({ state: 'rejected', tries: 2, lastCode: '03', fieldErrors }), {
        at: noon + 50,
        ms: 8,
        code: null,
      }),
    )
    expect(await byId(temporary.store.db, row.id)).toMatchObject({ state: 'rejected', tries: 2, fieldErrors })
    expect(await attemptsOf(temporary.store.db, row.id)).toEqual([
      { at: noon, ms: 31, code: 'TIMEOUT' },
      { at: noon + 50, ms: 8, code: null },
    ])
  })

  it('is written down together with others, each as its own try went, and the accepted one stays', async () => {
    const [one, two, other, done] = [first, second, third, first].map((visit, place) =>
      syntheticOutboxRow(visit, place === 3 ? { target: 'clinic-cloud' } : {}),
    ) as [NewOutboxRow, NewOutboxRow, NewOutboxRow, NewOutboxRow]
    await add(one, two, other, done)
    await move(done, { state: 'accepted', reference: 'R0', receiptAt: noon })
    const received = transition({ state: 'accepted', reference: 'R1', receiptAt: noon + 1 })
    const refused = transition({ state: 'rejected', lastCode: 'M44:AH01' })
    await temporary.must((tx) =>
      applyAll(tx, [
        { id: one.id, transition: received, attempt },
        { id: other.id, transition: refused, attempt: { ...attempt, code: 'M44:AH01' } },
        { id: two.id, transition: { ...received }, attempt: { ...attempt } },
        { id: done.id, transition: refused, attempt },
      ]),
    )
    const rows = await Promise.all([one, two, other, done].map(({ id }) => byId(temporary.store.db, id)))
    expect(rows.map((row) => [row?.state, row?.reference])).toEqual([
      ['accepted', 'R1'],
      ['accepted', 'R1'],
      ['rejected', null],
      ['accepted', 'R0'],
    ])
    const codes = await Promise.all([one, two, other, done].map(({ id }) => attemptsOf(temporary.store.db, id)))
    expect(codes.map((tries) => tries.map(({ code }) => code))).toEqual([
      ['200'],
      ['200'],
      ['M44:AH01'],
      ['200', '200'],
    ])
  })

  it('stays accepted, whatever a second worker believes of it', async () => {
    const row = syntheticOutboxRow(first)
    await add(row)
    await move(row, { state: 'accepted', reference: 'R1', receiptAt: noon, lastCode: '0000' })
    await move(row, { state: 'waiting', tries: 9, lastCode: 'NHI_TIMEOUT' })
    expect(await byId(temporary.store.db, row.id)).toMatchObject({
      state: 'accepted',
      reference: 'R1',
      receiptAt: noon,
    })
    expect(await attemptsOf(temporary.store.db, row.id)).toHaveLength(2)
  })

  it('that was interrupted is taken up again; a result being asked after, as such', async () => {
    const unsent = syntheticOutboxRow(first, { nextTryAt: noon + 5 })
    const asked = syntheticOutboxRow(second)
    const done = syntheticOutboxRow(third)
    await add(unsent, asked, done)
    await move(asked, { state: 'awaiting-result', reference: 'OP9' })
    await move(done, { state: 'accepted', reference: 'R', receiptAt: noon })
    await temporary.must((tx) => markSending(tx, [unsent.id, asked.id, done.id]))
    expect(await temporary.must((tx) => recoverInterrupted(tx, noon + 60))).toBe(2)
    expect(await byId(temporary.store.db, unsent.id)).toMatchObject({ state: 'waiting', nextTryAt: noon + 60 })
    expect(await byId(temporary.store.db, asked.id)).toMatchObject({ state: 'awaiting-result', reference: 'OP9' })
    expect(await byId(temporary.store.db, done.id)).toMatchObject({ state: 'accepted' })
  })
})

describe('people’s wishes', () => {
  it('wake one row, or all that wait', async () => {
    const rows = [first, second].map((visit) => syntheticOutboxRow(visit, { nextTryAt: noon + 9000 }))
    await add(...rows)
    const [one] = rows
    expect(await temporary.must((tx) => wake(tx, one?.id ?? '', noon))).toBe(1)
    expect(await dueIds()).toEqual([one?.id])
    expect(await temporary.must((tx) => wake(tx, null, noon))).toBe(2)
    expect(await dueIds()).toHaveLength(2)
    expect(await temporary.must((tx) => wake(tx, 'unknown', noon))).toBe(0)
  })

  it('put a refused row back in line, and no other', async () => {
    const row = syntheticOutboxRow(first)
    await add(row)
    expect(await temporary.must((tx) => requeue(tx, row.id, noon))).toBe(false)
    await move(row, { state: 'quarantined', lastCode: 'UNREADABLE' })
    expect(await dueIds()).toEqual([])
    expect(await temporary.must((tx) => requeue(tx, row.id, noon))).toBe(true)
    expect(await dueIds()).toEqual([row.id])
  })

  it('never change a payload that has been accepted', async () => {
    const row = syntheticOutboxRow(first)
    await add(row)
    expect(await temporary.must((tx) => amendPayload(tx, row.id, packText('{"a":1}'), 'h1'))).toBe(true)
    await move(row, { state: 'accepted', reference: 'R', receiptAt: noon })
    expect(await temporary.must((tx) => amendPayload(tx, row.id, packText('{"a":2}'), 'h2'))).toBe(false)
    expect(await byId(temporary.store.db, row.id)).toMatchObject({
      payload: packText('{"a":1}'),
      payloadHash: 'h1',
    })
  })
})

describe('the monitor', () => {
  it('counts what is open, refused and overdue', async () => {
    expect(await summary(temporary.store.db, noon)).toEqual({
      unsent: 0,
      rejected: 0,
      quarantined: 0,
      nearestDeadline: null,
      overdue: 0,
      cloudFindings: 0,
    })
    const rows = [
      syntheticOutboxRow(first, { dueAt: noon - 1 }),
      syntheticOutboxRow(first, { target: 'clinic-cloud', dueAt: noon - 10 }),
      syntheticOutboxRow(second, { dueAt: noon - 100 }),
      syntheticOutboxRow(second, { target: 'clinic-cloud', dueAt: noon - 100 }),
      syntheticOutboxRow(third, { dueAt: noon - 100 }),
    ] as const
    await add(...rows)
    await move(rows[2], { state: 'rejected' })
    await move(rows[3], { state: 'quarantined' })
    await move(rows[4], { state: 'accepted', reference: 'R', receiptAt: noon })
    expect(await summary(temporary.store.db, noon)).toEqual({
      unsent: 2,
      rejected: 1,
      quarantined: 1,
      nearestDeadline: noon - 1,
      overdue: 1,
      cloudFindings: 0,
    })
  })

  it('counts the receipts of a day by the hour, and what is open and due', async () => {
    const hourMs = 3_600_000
    const row = syntheticOutboxRow(first, { dueAt: noon })
    const early = syntheticOutboxRow(second)
    const late = syntheticOutboxRow(third)
    const yesterday = syntheticOutboxRow(third, { sequence: 2 })
    await add(row, early, late, yesterday)
    await move(early, { state: 'accepted', reference: 'R', receiptAt: noon })
    await move(late, { state: 'accepted', reference: 'R', receiptAt: noon + 24 * hourMs - 1 })
    await move(yesterday, { state: 'accepted', reference: 'R', receiptAt: noon - 1 })
    const counts = await receiptHours(temporary.store.db, noon)
    expect(counts).toEqual([1, ...Array.from({ length: 22 }, () => 0), 1])
    expect(await dueUntil(temporary.store.db, noon)).toBe(1)
    expect(await dueUntil(temporary.store.db, noon - 1)).toBe(0)
  })

  it('gives the rows of visits', async () => {
    const rows = [syntheticOutboxRow(first, { target: 'clinic-cloud' }), syntheticOutboxRow(first)]
    await add(...rows, syntheticOutboxRow(second))
    expect((await byEncounters(temporary.store.db, [first])).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
    expect(await byEncounters(temporary.store.db, [])).toEqual([])
  })
})
