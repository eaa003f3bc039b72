import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EncounterId, PractitionerIdSchema } from '../../../preload/contract/words.ts'
import * as patients from '../patient/patientRepository.ts'
import {
  noon,
  syntheticClosing,
  syntheticDraft,
  syntheticEncounter,
  syntheticOrders,
  syntheticPatient,
  syntheticPrice,
} from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import {
  byDay,
  byId,
  chargesOf,
  doctorMonthOf,
  historyOf,
  openForPatient,
  ordersOf,
  treatmentDateTimesOf,
} from './encounterQueries.ts'
import { type EncounterSummary, emptyDraft } from './encounterRecord.ts'
import {
  close,
  insert,
  saveDraft,
  setCardWrite,
  setExceptionCode,
  setOrderSignatures,
  setPriced,
  setSerial,
  setState,
} from './encounterRepository.ts'

let temporary: TemporaryStore
let person = syntheticPatient(0)
let visit: EncounterSummary
let index = 0

beforeAll(async () => {
  temporary = await openTemporaryStore()
})
afterAll(() => temporary.dispose())

/** Each test has a patient and a day of its own. */
beforeEach(async () => {
  index += 1
  person = syntheticPatient(index)
  await temporary.must((tx) => patients.insert(tx, person))
  visit = await register(dayOf(index))
})

const dayOf = (number: number): string => `2026-10-${String(number).padStart(2, '0')}`

const register = (day: string, changes: Partial<EncounterSummary> = {}): Promise<EncounterSummary> =>
  temporary.must(async (tx) => {
    const encounter = syntheticEncounter(person.id, 1 + (await byDay(tx, day)).length, { day, ...changes })
    await insert(tx, encounter)
    return encounter
  })

const found = (id: EncounterId) => byId(temporary.store.db, id)

/** Takes a visit through the desks until it is closed. */
const finish = (id: EncounterId): Promise<boolean> =>
  temporary.must(async (tx) => {
    await setState(tx, id, ['waiting'], 'in-consultation')
    await saveDraft(tx, id, syntheticDraft, noon + 1)
    await setPriced(tx, id, syntheticPrice)
    await setState(tx, id, ['in-consultation'], 'to-pay')
    return close(tx, syntheticClosing(id))
  })

describe('registering', () => {
  it('keeps everything, with nothing typed, priced or paid', async () => {
    expect(await found(visit.id)).toEqual({
      ...visit,
      draft: emptyDraft,
      vitals: [],
      draftSavedAt: null,
      price: null,
      paid: null,
    })
  })

  it('counts queue numbers from 1 on each day', async () => {
    expect(visit.queueNumber).toBe(1)
    expect((await register(visit.day)).queueNumber).toBe(2)
    expect((await register('2027-01-01')).queueNumber).toBe(1)
    expect((await byDay(temporary.store.db, visit.day)).map(({ queueNumber }) => queueNumber)).toEqual([1, 2])
  })

  it('finds the open visit of the day, or of one since, only while it is open', async () => {
    const { db } = temporary.store
    expect(await openForPatient(db, person.id, visit.day)).toEqual(visit)
    expect(await openForPatient(db, person.id, '2026-01-01')).toEqual(visit)
    expect(await openForPatient(db, person.id, '2999-01-01')).toBeNull()
    expect(await temporary.must((tx) => setState(tx, visit.id, ['waiting'], 'cancelled'))).toBe(true)
    expect(await openForPatient(db, person.id, visit.day)).toBeNull()
  })

  it('keeps a serial that comes later, and knows its moment again', async () => {
    const serial = {
      treatmentDateTime: '1151120130000',
      visitSequenceNumber: 'A001',
      treatmentNumber: 'U'.repeat(20),
      securitySignature: null,
      samId: null,
      hospitalId: null,
      sameDay: true,
    }
    await temporary.must(async (tx) => {
      await setSerial(tx, visit.id, serial)
      await setExceptionCode(tx, visit.id, 'A001')
      await setCardWrite(tx, visit.id, 'unconfirmed')
    })
    expect(await found(visit.id)).toMatchObject({ ...serial, exceptionCode: 'A001', cardWrite: 'unconfirmed' })
    expect(await treatmentDateTimesOf(temporary.store.db, person.id)).toEqual(['1151120130000'])
  })
})

describe('moving on', () => {
  it('happens only from the states that were named', async () => {
    expect(await temporary.must((tx) => setState(tx, visit.id, ['to-pay'], 'in-consultation'))).toBe(false)
    expect((await found(visit.id))?.state).toBe('waiting')
  })

  it('keeps what is typed in the consultation, and nowhere else', async () => {
    const save = () => temporary.must((tx) => saveDraft(tx, visit.id, syntheticDraft, noon + 7))
    expect(await save()).toBe(false)
    expect((await found(visit.id))?.draft).toEqual(emptyDraft)
    await temporary.must((tx) => setState(tx, visit.id, ['waiting'], 'in-consultation'))
    expect(await save()).toBe(true)
    expect(await found(visit.id)).toMatchObject({ draft: syntheticDraft, draftSavedAt: noon + 7 })
  })

  it('keeps and takes back a price, but not once it is closed', async () => {
    await temporary.must((tx) => setPriced(tx, visit.id, syntheticPrice))
    expect((await found(visit.id))?.price).toEqual(syntheticPrice)
    await temporary.must((tx) => setPriced(tx, visit.id, null))
    expect((await found(visit.id))?.price).toBeNull()
    await finish(visit.id)
    await temporary.must((tx) => setPriced(tx, visit.id, null))
    expect((await found(visit.id))?.price).toEqual(syntheticPrice)
  })
})

describe('closing', () => {
  it('is refused, and writes nothing, before the visit waits to be paid', async () => {
    expect(await temporary.must((tx) => close(tx, syntheticClosing(visit.id)))).toBe(false)
    expect((await found(visit.id))?.state).toBe('waiting')
    expect(await ordersOf(temporary.store.db, visit.id)).toEqual([])
    expect(await chargesOf(temporary.store.db, visit.id)).toEqual([])
  })

  it('writes the visit with its orders and charges, and happens once', async () => {
    expect(await finish(visit.id)).toBe(true)
    expect(await temporary.must((tx) => close(tx, syntheticClosing(visit.id)))).toBe(false)
    const closing = syntheticClosing(visit.id)
    expect(await found(visit.id)).toMatchObject({
      state: 'closed',
      closedAt: closing.closedAt,
      cardWrite: 'written',
      paid: closing.paid,
    })
    expect(await ordersOf(temporary.store.db, visit.id)).toEqual(syntheticOrders)
    const charges = await chargesOf(temporary.store.db, visit.id)
    expect(charges.map(({ points }) => points).filter((points) => points !== null)).toEqual(
      syntheticPrice.lines.map(({ points }) => points),
    )
    expect(charges.flatMap(({ kind, amount }) => (amount === null ? [] : [[kind, amount]]))).toEqual(
      syntheticPrice.charges.map(({ kind, amount }) => [kind, amount]),
    )
    expect(charges[0]).toMatchObject({ line: 1, orderLine: 0, rule: 'examination', ruleFrom: '2024-01-01' })
  })

  it('takes a visit without diagnoses, orders or charges', async () => {
    await temporary.must(async (tx) => {
      await setState(tx, visit.id, ['waiting'], 'to-pay')
      const price = { ...syntheticPrice, lines: [], charges: [] }
      await close(tx, { ...syntheticClosing(visit.id), price, diagnoses: [], orders: [] })
    })
    expect((await found(visit.id))?.state).toBe('closed')
  })

  it('keeps signatures that come afterwards at their lines', async () => {
    await finish(visit.id)
    await temporary.must((tx) => setOrderSignatures(tx, visit.id, [{ line: 2, signature: 'Z'.repeat(40) }]))
    const signatures = (await ordersOf(temporary.store.db, visit.id)).map(({ signature }) => signature?.slice(0, 1))
    expect(signatures).toEqual(['P', 'Z', 'R'])
  })
})

describe('history', () => {
  it('holds closed visits before this one, newest first, as the doctor needs them', async () => {
    await finish(visit.id)
    const second = await register('2026-11-01')
    await finish(second.id)
    await register('2026-11-02', { state: 'cancelled' })
    const present = await register('2026-11-03')
    const { db } = temporary.store
    const history = await historyOf(db, [person.id], present.id, 10)
    expect(history.map(({ encounterId }) => encounterId)).toEqual([second.id, visit.id])
    expect(history[0]).toEqual({
      encounterId: second.id,
      state: 'closed',
      version: 1,
      returnOn: null,
      alertReasons: [],
      visitedOn: '2026-11-01',
      practitionerName: '許示範',
      diagnoses: syntheticDraft.diagnoses,
      orders: syntheticDraft.orders.map((order, line) => ({ ...order, name: syntheticOrders[line]?.name })),
      soap: syntheticDraft.soap,
    })
    expect(await historyOf(db, [person.id], present.id, 1)).toHaveLength(1)
    expect((await historyOf(db, [person.id], second.id, 10)).map(({ encounterId }) => encounterId)).toEqual([visit.id])
  })
})

it('counts a doctor’s month up to a visit: its own items, without what was cancelled, comes later or is somebody else’s', async () => {
  const practitionerId = PractitionerIdSchema.parse('doctor-of-the-month')
  const of = (day: string, changes: Partial<EncounterSummary> = {}) =>
    register(day, { practitionerId, state: 'closed', ...changes })
  await of('2026-08-31')
  await of('2026-09-01')
  await of('2026-09-01', { treatmentItem: '04' })
  await of('2026-09-01', { treatmentItem: 'CA' })
  await of('2026-09-02', { state: 'cancelled' })
  await register('2026-09-02')
  // Left behind, alone on its day and beside others: nobody has seen them.
  await of('2026-09-01', { state: 'waiting' })
  await of('2026-09-02', { state: 'waiting' })
  const shown = await of('2026-09-03', { state: 'waiting' })
  await of('2026-09-03')
  await of('2026-09-04')
  expect(await doctorMonthOf(temporary.store.db, shown, ['01', '04'])).toEqual({ visits: 3, days: 2 })
})
