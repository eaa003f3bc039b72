import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insert as insertPatient } from '../patient/patientRepository.ts'
import { syntheticEncounter, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import { chargesOf, byId as encounterById } from '../visit/encounterQueries.ts'
import * as encounters from '../visit/encounterRepository.ts'
import * as debts from './cardDebtRepository.ts'
import * as makeUps from './makeUpRepository.ts'

let temporary: TemporaryStore
beforeEach(async () => {
  temporary = await openTemporaryStore()
})
afterEach(() => temporary.dispose())

const patient = syntheticPatient(1)
const serial = {
  treatmentDateTime: '1151120110000',
  visitSequenceNumber: '0007',
  treatmentNumber: 'CARD0000000000000007',
  securitySignature: 'S',
  samId: '000000010001',
  hospitalId: '3501200000',
  sameDay: false,
}
const noSerial = {
  treatmentDateTime: null,
  visitSequenceNumber: null,
  treatmentNumber: null,
  securitySignature: null,
  samId: null,
  hospitalId: null,
  sameDay: false,
}

/** A visit that was closed without its card. */
const closedVisit = async (number: number, exceptionCode: string | null = null) => {
  const encounter = { ...syntheticEncounter(patient.id, number), ...noSerial, exceptionCode }
  await temporary.must(async (tx) => {
    if (number === 1) await insertPatient(tx, patient)
    await encounters.insert(tx, encounter)
    await tx
      .updateTable('encounter')
      .set({ state: 'closed', closed_at: 1000, exception_code: exceptionCode })
      .where('id', '=', encounter.id)
      .execute()
  })
  return encounter
}
const owe = (encounter: Awaited<ReturnType<typeof closedVisit>>, dueOn = '2026-12-04') =>
  temporary.must((tx) =>
    debts.insert(tx, {
      encounterId: encounter.id,
      patientId: patient.id,
      day: '2026-11-20',
      deposit: 500,
      dueOn,
      actual: null,
    }),
  )

describe('an owed card', () => {
  it('is ended once, and keeps how', async () => {
    const encounter = await closedVisit(1)
    await owe(encounter)
    const end = (state: 'returned' | 'forfeited') =>
      temporary.must((tx) => debts.end(tx, encounter.id, { state, at: 5000, refund: 500, reason: null }))
    expect(await end('returned')).toBe(true)
    expect(await end('forfeited')).toBe(false)
    expect(await debts.byEncounter(temporary.store.db, encounter.id)).toMatchObject({ state: 'returned', refund: 500 })
  })

  it('is listed by its term while open, then by its end, and not at all when cancelled', async () => {
    const [late, soon, ended, cancelled] = [
      await closedVisit(1),
      await closedVisit(2),
      await closedVisit(3),
      await closedVisit(4),
    ]
    await owe(late, '2026-12-10')
    await owe(soon, '2026-12-01')
    await owe(ended)
    await owe(cancelled)
    await temporary.must(async (tx) => {
      await debts.end(tx, ended.id, { state: 'returned', at: 5000, refund: 500, reason: null })
      await debts.end(tx, cancelled.id, { state: 'cancelled', at: 5000, refund: 0, reason: null })
    })
    const ids = async (since: number) =>
      (await debts.openOrEndedSince(temporary.store.db, since)).map(({ encounterId }) => encounterId)
    expect(await ids(0)).toEqual([soon.id, late.id, ended.id])
    expect(await ids(5001)).toEqual([soon.id, late.id])
  })

  it('adds up: taken, refunded and held', async () => {
    const [kept, returned] = [await closedVisit(1), await closedVisit(2)]
    await owe(kept)
    await owe(returned)
    await temporary.must((tx) => debts.end(tx, returned.id, { state: 'returned', at: 9000, refund: 300, reason: 'x' }))
    const { db } = temporary.store
    expect(await debts.depositsOf(db, 0, 5000)).toEqual({ taken: 1000, refunded: 0, held: 500 })
    expect(await debts.depositsOf(db, 5000, 10_000)).toEqual({ taken: 0, refunded: 300, held: 500 })
    expect(await debts.depositsOf(db, 9000, 9000)).toEqual({ taken: 0, refunded: 0, held: 500 })
  })
})

describe('a visit made good', () => {
  it('has serial, card and version from then on, once', async () => {
    const encounter = await closedVisit(1, 'A020')
    const made = {
      encounterId: encounter.id,
      mark: '2',
      actual: { dateTime: '1151120100000', treatmentNumber: 'NOCARD00000000000001' },
      madeAt: 7000,
      fromVersion: 1,
      cardNumber: '900000000011',
      serial,
      orders: [],
    } as const
    expect(await temporary.must((tx) => makeUps.makeGood(tx, made))).toBe(true)
    expect(await temporary.must((tx) => makeUps.makeGood(tx, made))).toBe(false)
    const { db } = temporary.store
    expect(await encounterById(db, encounter.id)).toMatchObject({
      ...serial,
      version: 2,
      cardNumber: '900000000011',
      cardWrite: 'written',
      exceptionCode: 'A020',
    })
    expect(await makeUps.byEncounter(db, encounter.id)).toMatchObject({ mark: '2', actual: made.actual, madeAt: 7000 })
  })

  it('is looked for among the exceptions that owe no card', async () => {
    const [exception, owed] = [await closedVisit(1, 'A020'), await closedVisit(2, 'A021')]
    await closedVisit(3)
    await owe(owed)
    const { db } = temporary.store
    expect((await makeUps.exceptionsFrom(db, exception.day)).map(({ id }) => id)).toEqual([exception.id])
    expect(await makeUps.exceptionsFrom(db, '2999-01-01')).toEqual([])
  })

  it('gets money lines behind those it has, and keeps one reason', async () => {
    const encounter = await closedVisit(1, 'Z000')
    const rule = { rule: 'price-lists.card-deposit', title: 'T', effectiveFrom: '1995-03-01' }
    await temporary.must(async (tx) => {
      await makeUps.addCharge(tx, encounter.id, { kind: 'card-deposit', amount: 500, rule })
      await makeUps.addCharge(tx, encounter.id, { kind: 'card-deposit-refund', amount: -500, rule })
      await makeUps.keepExceptionReason(tx, encounter.id, 'first')
      await makeUps.keepExceptionReason(tx, encounter.id, 'second')
    })
    const charges = await chargesOf(temporary.store.db, encounter.id)
    expect(charges.map(({ line, amount }) => [line, amount])).toEqual([
      [1, 500],
      [2, -500],
    ])
    expect(await makeUps.exceptionReasonOf(temporary.store.db, encounter.id)).toBe('second')
  })
})
