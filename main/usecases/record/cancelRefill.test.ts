import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderDraft } from '../../../preload/contract/orders/order.ts'
import { ordinaryPrescription, type Prescription } from '../../../preload/contract/orders/prescription.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { nhiRecordIdentity } from '../../outbox/mappers/nhi/nhiRecord.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { CloudPayloadSchema } from '../../outbox/mappers/payloads.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { byEncounters, byId as rowOf, summary } from '../../store/outbox/outboxQueries.ts'
import { apply } from '../../store/outbox/outboxRepository.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { dueRefills } from '../consultation/refills.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { nhiRowsOf } from '../make-up/makeUpVisits.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { amendVisit } from './amendVisit.ts'
import { cancelRefill } from './cancelRefill.ts'
import { cancelVisit } from './cancelVisit.ts'
import { closeVisit } from './closeVisit.ts'
import { rebuiltPayload } from './rebuiltPayload.ts'
import { visitVersions } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

const dayMs = 86_400_000
let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const chronic: OrderDraft = { ...drugOrder, frequency: 'QD', days: 30 }
const refill: Prescription = { ...ordinaryPrescription, kind: 'chronic-refill', dispensings: 3, daysEach: 30 }
const draft = { soap, diagnoses, orders: [chronic, drugOrder], prescription: refill }

const finished = async (prescription: Prescription = refill): Promise<EncounterId> => {
  await desk.insert(lin)
  const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
  okValue(await startConsultation(desk.context, encounterId))
  okValue(await finishConsultation(desk.context, { encounterId, ...draft, prescription }))
  return encounterId
}
const close = async (encounterId: EncounterId) => {
  await desk.signIn()
  return closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null })
}
const end = async (rowId: string | undefined, changes: object): Promise<void> => {
  const none = { nextTryAt: 0, tries: 1, lastCode: null, reference: null, receiptAt: null, fieldErrors: [] }
  const transition = { state: 'waiting' as const, ...none, ...changes }
  okValue(await desk.context.store.write((tx) => apply(tx, rowId ?? '', transition, { at: 1, ms: 1, code: null })))
}
const accepted = { state: 'accepted', reference: 'R', receiptAt: 5, lastCode: '0000' }
const answerNewest = async (encounterId: EncounterId, changes: object): Promise<void> =>
  end((await nhiRowsOf(desk, encounterId)).at(-1)?.row.id, changes)
/** A closed visit that issued a refill prescription, with its receipt. */
const received = async (prescription: Prescription = refill): Promise<EncounterId> => {
  const encounterId = await finished(prescription)
  okValue(await close(encounterId))
  await answerNewest(encounterId, accepted)
  return encounterId
}
const cancel = (encounterId: EncounterId, fromVersion = 1) =>
  cancelRefill(desk.context, { encounterId, fromVersion, reason: '換藥' })
const kinds = async (encounterId: EncounterId): Promise<string[]> =>
  (await nhiRowsOf(desk, encounterId)).map(({ payload, row }) => `${payload.record.H01} ${row.state}`)
const standing = async (encounterId: EncounterId) =>
  okValue(await showVisit(desk.context, encounterId)).refillCancellation
const open = async () => okValue(await dueRefills(desk.context, { patientId: null, dueBy: null }))
const refusedFor = (refill: string) => ({ ok: false, error: { code: 'VISIT_STATE', details: { refill } } })

describe('a refill prescription that is cancelled', () => {
  it('is cancelled at the NHI under the identity of its record, stopped in the cloud’s document, and dispensed no more', async () => {
    const encounterId = await received()
    expect(await standing(encounterId)).toBe('possible')
    expect(await open()).toHaveLength(1)
    desk.advance(3_600_000)
    const visit = okValue(await cancel(encounterId))
    expect(visit).toMatchObject({ state: 'closed', version: 2, refillCancellation: 'asked' })
    expect(await open()).toEqual([])
    const rows = await nhiRowsOf(desk, encounterId)
    const [stands, cancels] = rows.map(({ payload }) => payload.record)
    if (stands === undefined || cancels === undefined) throw new Error('a record and its cancellation are expected')
    expect([stands.H01, cancels.H01]).toEqual(['A', 'C'])
    expect({ ...cancels, H01: 'A' }).toEqual(stands)
    expect(nhiRecordIdentity(cancels)).toBe(nhiRecordIdentity(stands))
    expect(nhiRecordErrors(cancels, 'sending')).toEqual([])
    expect(rows[1]?.row).toMatchObject({ sequence: 2, state: 'waiting', dueAt: desk.context.now() + dayMs })
    const ofCloud = (await byEncounters(desk.context.store.db, [encounterId])).filter(
      ({ target }) => target === 'clinic-cloud',
    )
    const told = await rowOf(desk.context.store.db, ofCloud[1]?.id ?? '')
    const payload = CloudPayloadSchema.parse(JSON.parse(told === null ? '{}' : (unpackText(told.payload) ?? '{}')))
    expect(payload).toMatchObject({ kind: 'amendment', version: 2 })
    const text = JSON.stringify(payload.bundle)
    expect([...text.matchAll(/"status":"(stopped|cancelled)"/g)].map(([, status]) => status)).toEqual(['stopped'])
    expect(okValue(await visitVersions(desk.context, encounterId))).toMatchObject([
      {
        version: 1,
        endedAs: 'amended',
        reason: '換藥',
        difference: 0,
        changes: [{ part: 'prescription', after: 'chronic-refill times:3 days:30 doctor cancelled' }],
      },
    ])
    const { db } = desk.context.store
    expect((await read(db, { after: 0, limit: 200 })).map(({ action }) => action)).toContain('refill-cancelled')
    await answerNewest(encounterId, accepted)
    expect(await standing(encounterId)).toBe('cancelled')
    expect(await cancel(encounterId, 2)).toMatchObject(refusedFor('cancelled'))
  })

  it('that a pharmacy would dispense is cancelled as one of which nothing was given', async () => {
    const encounterId = await received({ ...refill, released: true })
    okValue(await cancel(encounterId))
    const ofCloud = (await byEncounters(desk.context.store.db, [encounterId])).findLast(
      ({ target }) => target === 'clinic-cloud',
    )
    const told = await rowOf(desk.context.store.db, ofCloud?.id ?? '')
    expect(told === null ? '' : unpackText(told.payload)).toContain('"status":"cancelled"')
  })

  it('is amended away instead while the NHI does not have the record', async () => {
    const encounterId = await finished()
    okValue(await close(encounterId))
    expect(await standing(encounterId)).toBe('not-received')
    expect(await cancel(encounterId)).toMatchObject(refusedFor('not-received'))
    expect(await kinds(encounterId)).toEqual(['A waiting'])
  })

  it('stands in the way of an amendment, until the NHI refuses it: then the amendment brings it back', async () => {
    const encounterId = await received()
    okValue(await cancel(encounterId))
    const amend = (fromVersion: number) =>
      amendVisit(desk.context, { encounterId, fromVersion, reason: '補記', ...draft, soap: { ...soap, plan: '衛教' } })
    expect(await amend(2)).toMatchObject(refusedFor('asked'))
    await answerNewest(encounterId, { state: 'rejected', lastCode: 'H01:D023' })
    expect(await standing(encounterId)).toBe('refused')
    expect(await summary(desk.context.store.db, desk.context.now())).toMatchObject({ rejected: 1 })
    okValue(await amend(2))
    expect(await kinds(encounterId)).toEqual(['A accepted', 'C rejected', 'A waiting'])
    expect(await summary(desk.context.store.db, desk.context.now())).toMatchObject({ rejected: 0 })
    expect(await open()).toHaveLength(1)
    const [newest] = okValue(await visitVersions(desk.context, encounterId))
    expect(newest?.changes.map(({ part }) => part)).toContain('prescription')
  })

  it('goes with its visit: the deletion carries on for the cancellation', async () => {
    const encounterId = await received()
    okValue(await cancel(encounterId))
    await answerNewest(encounterId, accepted)
    const visit = okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 2, reason: '掛錯病人' }))
    expect(await kinds(encounterId)).toEqual(['A accepted', 'C accepted', 'D waiting'])
    const rows = await nhiRowsOf(desk, encounterId)
    expect(visit.uploads.find(({ outboxId }) => outboxId === rows[1]?.row.id)?.replaced).toMatchObject({
      by: rows[2]?.row.id,
    })
  })

  it('and was not yet sent when the visit was cancelled, is never sent', async () => {
    const encounterId = await received()
    okValue(await cancel(encounterId))
    okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 2, reason: '掛錯病人' }))
    expect(await kinds(encounterId)).toEqual(['A accepted', 'C quarantined', 'D waiting'])
    expect(await summary(desk.context.store.db, desk.context.now())).toMatchObject({ quarantined: 0, rejected: 0 })
  })

  it('can’t be once another visit has dispensed of it, nor be dispensed by a visit that was under way', async () => {
    const encounterId = await received()
    desk.advance(22 * dayMs)
    const again = { ...refill, refillOf: { prescriptionId: encounterId, dispensing: 2 } }
    const underWay = await finished(again)
    desk.pull()
    okValue(await cancel(encounterId))
    await answerNewest(encounterId, { state: 'rejected', lastCode: 'H01:D023' })
    await desk.insert(lin)
    expect(await close(underWay)).toMatchObject({
      ok: false,
      error: { code: 'VISIT_STATE', details: { reason: 'refill-taken' } },
    })
    okValue(
      await amendVisit(desk.context, {
        encounterId,
        fromVersion: 2,
        reason: '恢復',
        ...draft,
        soap: { ...soap, plan: '續' },
      }),
    )
    await answerNewest(encounterId, accepted)
    okValue(await close(underWay))
    expect(await standing(encounterId)).toBe('dispensed')
    expect(await cancel(encounterId, 3)).toMatchObject(refusedFor('dispensed'))
  })

  it('is not made up from the visit where its own copy is damaged', async () => {
    const encounterId = await received()
    okValue(await cancel(encounterId))
    const rows = await nhiRowsOf(desk, encounterId)
    const [visitRow, cancellation] = rows.map(({ row }) => row)
    if (visitRow === undefined || cancellation === undefined) throw new Error('two rows are expected')
    expect(await rebuiltPayload(desk.context, cancellation)).toBeNull()
  })

  it('refuses another version and a visit that is not closed', async () => {
    const encounterId = await received()
    expect(await cancel(encounterId, 2)).toMatchObject({ error: { code: 'CONFLICT' } })
    okValue(await cancelVisit(desk.context, { encounterId, fromVersion: 1, reason: '掛錯病人' }))
    expect(await cancel(encounterId, 2)).toMatchObject({ error: { code: 'VISIT_STATE' } })
  })
})
