import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { doubtUnsent } from '../../outbox/catchUp/doubtUnsent.ts'
import { nhiRecordIdentity } from '../../outbox/mappers/nhi/nhiRecord.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { CloudPayloadSchema } from '../../outbox/mappers/payloads.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { byEncounter as debtOf } from '../../store/card/cardDebtRepository.ts'
import { runningClocks } from '../../store/outbox/deadlineRepository.ts'
import { byEncounters, due, byId as rowOf, summary } from '../../store/outbox/outboxQueries.ts'
import { apply, markSending, recoverInterrupted } from '../../store/outbox/outboxRepository.ts'
import { unpackText } from '../../store/packedText.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { exceptionVisit, issueNumber, nhiRowsOf, owedVisit } from '../make-up/makeUpVisits.ts'
import { listDebts } from '../money/listDebts.ts'
import { showVisitMoney } from '../money/visitMoneyView.ts'
import { drugOrder, lin, openTestDesk, soap, type TestDesk } from '../testDesk.ts'
import { amendVisit } from './amendVisit.ts'
import { cancelVisit } from './cancelVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'
import { unsignedRecords } from './signRecords.ts'
import { visitVersions } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const cancel = (encounterId: EncounterId, fromVersion = 1) =>
  cancelVisit(desk.context, { encounterId, fromVersion, reason: '掛錯病人' })
const end = async (rowId: string | undefined, changes: object): Promise<void> => {
  const none = { nextTryAt: 0, tries: 1, lastCode: null, reference: null, receiptAt: null, fieldErrors: [] }
  const transition = { state: 'waiting' as const, ...none, ...changes }
  okValue(await desk.context.store.write((tx) => apply(tx, rowId ?? '', transition, { at: 1, ms: 1, code: null })))
}
const received = { state: 'accepted', reference: 'R', receiptAt: 5, lastCode: '0000' }
const nextForNhi = async (): Promise<string[]> => {
  const query = { target: 'nhi-upload' as const, now: Number.MAX_SAFE_INTEGER, limit: 9, except: new Set<string>() }
  return (await due(desk.context.store.db, query)).map(({ id }) => id)
}

describe('a closed visit that is cancelled', () => {
  it('before it was sent never goes to the NHI, turns nothing green and wants nobody’s attention', async () => {
    const encounterId = await closedVisit(desk)
    const visit = okValue(await cancel(encounterId))
    expect(visit).toMatchObject({ state: 'cancelled', version: 2, signature: null })
    expect(await nextForNhi()).toEqual([])
    const rows = await nhiRowsOf(desk, encounterId)
    expect(rows.map(({ row }) => row.state)).toEqual(['quarantined'])
    expect(visit.uploads.find(({ target }) => target === 'nhi-upload')).toMatchObject({
      lastCode: 'WITHDRAWN',
      receiptAt: null,
      replaced: { how: 'withdrawn', by: null },
    })
    const { db } = desk.context.store
    expect(await summary(db, desk.context.now())).toMatchObject({ quarantined: 0, rejected: 0 })
    expect(await runningClocks(db, Number.MAX_SAFE_INTEGER)).toEqual([])
    expect(okValue(await unsignedRecords(desk.context))).toEqual([])
    expect(okValue(await visitVersions(desk.context, encounterId))).toMatchObject([
      { version: 1, endedAs: 'cancelled', reason: '掛錯病人', difference: -(visit.paid?.amount ?? 0) },
    ])
    expect((await read(db, { after: 0, limit: 50 })).at(-1)).toMatchObject({ action: 'closed-visit-cancelled' })
    expect(await cancel(encounterId, 2)).toMatchObject({ error: { code: 'VISIT_STATE' } })
  })

  it('in a store that has lost its newest records is deleted at the NHI, for it may have been sent in these', async () => {
    const encounterId = await closedVisit(desk)
    okValue(await desk.context.store.write(doubtUnsent))
    okValue(await cancel(encounterId))
    const rows = await nhiRowsOf(desk, encounterId)
    expect(rows.map(({ row, payload }) => [row.state, payload.record.H01])).toEqual([
      ['waiting', 'A'],
      ['waiting', 'D'],
    ])
  })

  it('after it was received is deleted by a record of the same identity, behind it', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    await end(first?.row.id, received)
    desk.advance(3_600_000)
    const visit = okValue(await cancel(encounterId))
    const rows = await nhiRowsOf(desk, encounterId)
    const [stands, deletes] = rows.map(({ payload }) => payload.record)
    if (stands === undefined || deletes === undefined) throw new Error('a record and its deletion are expected')
    expect(deletes.H01).toBe('D')
    expect(nhiRecordIdentity(deletes)).toBe(nhiRecordIdentity(stands))
    expect(nhiRecordErrors(deletes, 'sending')).toEqual([])
    expect(rows[1]?.row).toMatchObject({ kind: 'cancellation', sequence: 2, state: 'waiting' })
    const deletion = rows[1]?.row.id
    expect(visit.uploads.filter(({ target }) => target === 'nhi-upload')).toMatchObject([
      { state: 'accepted', replaced: { how: 'deleted', by: deletion } },
      { cancels: true, replaces: first?.row.id, replaced: null },
    ])
    const ofCloud = (await byEncounters(desk.context.store.db, [encounterId])).filter(
      ({ target }) => target === 'clinic-cloud',
    )
    const told = await rowOf(desk.context.store.db, ofCloud[1]?.id ?? '')
    const payload = CloudPayloadSchema.parse(JSON.parse(told === null ? '{}' : (unpackText(told.payload) ?? '{}')))
    expect(payload).toMatchObject({ kind: 'cancellation', version: 2 })
    expect(JSON.stringify(payload.bundle)).toContain('entered-in-error')
  })

  it('while it is on its way, or may have arrived before a crash, is deleted behind it', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    const id = first?.row.id ?? ''
    okValue(await desk.context.store.write((tx) => markSending(tx, [id])))
    okValue(await desk.context.store.write((tx) => recoverInterrupted(tx, desk.context.now())))
    okValue(await cancel(encounterId))
    expect(
      (await nhiRowsOf(desk, encounterId)).map(({ payload, row }) => `${payload.record.H01} ${row.state}`),
    ).toEqual(['A waiting', 'D waiting'])
    expect(await nextForNhi()).toEqual([id])
    await end(id, received)
    expect(await nextForNhi()).toHaveLength(1)
  })

  it('and was refused, has left nothing at the NHI: nothing is sent, and nobody has to correct it', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    await end(first?.row.id, { state: 'rejected', lastCode: 'M44:AA' })
    okValue(await cancel(encounterId))
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
    expect(await summary(desk.context.store.db, desk.context.now())).toMatchObject({ rejected: 0 })
  })

  it('and was set aside after an answer was lost, may be there all the same, and is deleted', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    const none = { reference: null, receiptAt: null, fieldErrors: [], nextTryAt: 0 }
    const tried = async (state: 'waiting' | 'quarantined', tries: number, code: string): Promise<void> => {
      const transition = { state, tries, lastCode: code, ...none }
      okValue(
        await desk.context.store.write((tx) => apply(tx, first?.row.id ?? '', transition, { at: tries, ms: 1, code })),
      )
    }
    await tried('waiting', 1, 'NHI_REPLY_LOST')
    await tried('quarantined', 2, 'RECORD_INVALID')
    okValue(await cancel(encounterId))
    expect((await nhiRowsOf(desk, encounterId)).map(({ payload }) => payload.record.H01)).toEqual(['A', 'D'])
  })

  it('and was set aside before anything of it was sent, has left nothing to delete', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    await end(first?.row.id, { state: 'quarantined', lastCode: 'RECORD_INVALID' })
    okValue(await cancel(encounterId))
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
  })

  it('after an amendment takes back what was not sent, and deletes what was', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    await end(first?.row.id, received)
    const diagnoses = [{ code: 'J02.9', nameZh: '急性咽炎', nameEn: '' }]
    const amendment = { encounterId, fromVersion: 1, reason: '更正', soap, diagnoses, orders: [drugOrder] }
    okValue(await amendVisit(desk.context, amendment))
    okValue(await cancel(encounterId, 2))
    const rows = await nhiRowsOf(desk, encounterId)
    expect(rows.map(({ payload, row }) => `${row.sequence} ${payload.record.H01} ${row.state}`)).toEqual([
      '1 A accepted',
      '2 A quarantined',
      '3 D waiting',
    ])
    expect(await nextForNhi()).toEqual([rows[2]?.row.id])
  })

  it('is deleted under both of its numbers where an exception was made good', async () => {
    const encounterId = await exceptionVisit(desk)
    const issued = await issueNumber(desk, encounterId)
    const [exception] = await nhiRowsOf(desk, encounterId)
    await end(exception?.row.id, received)
    await desk.insert(lin)
    const cardSessionId = desk.context.cards.current()?.session.sessionId
    if (cardSessionId === undefined) throw new Error('no card')
    okValue(await makeUpVisit(desk.context, { encounterId, cardSessionId }))
    await end((await nhiRowsOf(desk, encounterId))[1]?.row.id, received)
    okValue(await cancel(encounterId, 2))
    const deletions = (await nhiRowsOf(desk, encounterId)).filter(({ payload }) => payload.record.H01 === 'D')
    expect(deletions.map(({ row }) => row.sequence)).toEqual([3, 4])
    expect(deletions[0]?.payload.record.visit.M15).toBe(issued.treatmentNumber)
    expect(deletions[1]?.payload.record.visit.M52).toBe(issued.treatmentNumber)
    expect((await byId(desk.context.store.db, encounterId))?.version).toBe(4)
  })

  it('leaves what was paid to be given back, what an amendment added with the rest, and nobody owing anything', async () => {
    const encounterId = await closedVisit(desk)
    const orders = [{ ...drugOrder, days: 30, dose: 10 }]
    const diagnoses = [{ code: 'J06.9', nameZh: '急性上呼吸道感染', nameEn: 'Acute URI' }]
    okValue(await amendVisit(desk.context, { encounterId, fromVersion: 1, reason: '漏開', soap, diagnoses, orders }))
    expect(okValue(await listDebts(desk.context, { patientId: null }))).toMatchObject([{ encounterId }])
    const visit = okValue(await cancel(encounterId, 2))
    expect(okValue(await listDebts(desk.context, { patientId: null }))).toEqual([])
    const money = okValue(await showVisitMoney(desk.context, encounterId))
    expect(money).toMatchObject({ owed: 0, refundable: { total: visit.paid?.amount } })
    expect(okValue(await visitVersions(desk.context, encounterId))[0]?.difference).toBe(0 - (visit.paid?.amount ?? 0))
  })

  it('is no longer the patient’s last one', async () => {
    const lastVisitOf = async (encounterId: EncounterId) =>
      okValue(await showVisit(desk.context, encounterId)).patient.lastVisitOn
    const first = await closedVisit(desk)
    const firstDay = await lastVisitOf(first)
    desk.pull()
    desk.advance(86_400_000)
    await desk.signIn()
    const second = await closedVisit(desk)
    expect(await lastVisitOf(second)).not.toBe(firstDay)
    okValue(await cancel(second))
    expect(await lastVisitOf(second)).toBe(firstDay)
    okValue(await cancel(first))
    expect(await lastVisitOf(second)).toBeNull()
  })

  it('ends the debt of an owed card, whose deposit is given back with the rest', async () => {
    const encounterId = await owedVisit(desk)
    const visit = okValue(await cancel(encounterId))
    expect(await debtOf(desk.context.store.db, encounterId)).toMatchObject({ state: 'cancelled' })
    expect(okValue(await visitVersions(desk.context, encounterId))[0]?.difference).toBe(-(visit.paid?.amount ?? 0))
    expect(await nhiRowsOf(desk, encounterId)).toEqual([])
  })
})
