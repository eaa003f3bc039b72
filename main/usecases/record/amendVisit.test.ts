import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { nhiRecordIdentity } from '../../outbox/mappers/nhi/nhiRecord.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { replacementsOf } from '../../store/card/replacementRepository.ts'
import { runningClocks } from '../../store/outbox/deadlineRepository.ts'
import { list, notNarrowed } from '../../store/outbox/outboxListing.ts'
import { byEncounters, summary } from '../../store/outbox/outboxQueries.ts'
import { apply } from '../../store/outbox/outboxRepository.ts'
import { debtsBefore } from '../../store/reports/moneyMoves.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId, chargesOf, ordersOf } from '../../store/visit/encounterQueries.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { makeUpVisit } from '../make-up/makeUpVisit.ts'
import { exceptionVisit, issueNumber, nhiRowsOf, owedVisit } from '../make-up/makeUpVisits.ts'
import { showDrawer } from '../money/drawerView.ts'
import { listDebts } from '../money/listDebts.ts'
import { payDebt } from '../money/payDebt.ts'
import { previewPrice } from '../money/previewPrice.ts'
import { showVisitMoney } from '../money/visitMoneyView.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { issuedNumberOf } from '../serial/issuedNumberOf.ts'
import { diagnoses, drugOrder, lin, openTestDesk, soap, type TestDesk, wu } from '../testDesk.ts'
import { requeueUpload } from '../upload/monitorUploads.ts'
import { amendVisit } from './amendVisit.ts'
import { closedVisit } from './closedVisit.fixture.ts'
import { closeVisit } from './closeVisit.ts'
import { visitVersions } from './visitVersions.ts'
import { showVisit } from './visitView.ts'

const hour = 3_600_000
const everyVisit = { practitionerId: null, session: null }

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const otherDiagnoses = [{ code: 'J02.9', nameZh: '急性咽炎', nameEn: 'Acute pharyngitis, unspecified' }]
type Changes = Partial<Parameters<typeof amendVisit>[1]>
const amend = (encounterId: EncounterId, changes: Changes = {}) =>
  amendVisit(desk.context, {
    encounterId,
    fromVersion: 1,
    reason: '診斷碼打錯',
    soap,
    diagnoses: otherDiagnoses,
    orders: [drugOrder],
    ...changes,
  })
const end = async (rowId: string, changes: object): Promise<void> => {
  const none = { nextTryAt: 0, tries: 1, lastCode: null, reference: null, receiptAt: null, fieldErrors: [] }
  const transition = { state: 'waiting' as const, ...none, ...changes }
  okValue(await desk.context.store.write((tx) => apply(tx, rowId, transition, { at: 1, ms: 1, code: null })))
}
const rowsOf = (encounterId: EncounterId) => byEncounters(desk.context.store.db, [encounterId])

describe('amending a closed visit', () => {
  it('keeps the earlier version as it was and sends the same record again behind it', async () => {
    const encounterId = await closedVisit(desk)
    const before = await byId(desk.context.store.db, encounterId)
    desk.pull()
    desk.advance(hour)
    const { visit } = okValue(await amend(encounterId))
    expect(visit).toMatchObject({ state: 'closed', version: 2, diagnoses: otherDiagnoses })
    const [first, second] = await nhiRowsOf(desk, encounterId)
    if (first === undefined || second === undefined) throw new Error('two rows for the NHI are expected')
    expect(nhiRecordIdentity(second.payload.record)).toBe(nhiRecordIdentity(first.payload.record))
    expect(second.row).toMatchObject({ sequence: 2, kind: 'amendment', dueAt: first.row.dueAt, state: 'waiting' })
    expect(second.payload.record).toMatchObject({ H01: 'A', visit: { M35: 'J029' } })
    expect(nhiRecordErrors(second.payload.record, 'sending')).toEqual([])
    // Diagnoses are on the card already, and orders were signed: neither is written anew.
    expect(desk.control.treatments).toHaveLength(1)
    expect(desk.control.prescriptions).toHaveLength(1)
    expect((await ordersOf(desk.context.store.db, encounterId))[0]?.signature).not.toBeNull()
    const [version] = okValue(await visitVersions(desk.context, encounterId))
    expect(version).toMatchObject({
      version: 1,
      endedAs: 'amended',
      endedBy: '櫃檯人員',
      reason: '診斷碼打錯',
      difference: 0,
      diagnoses,
      changes: [{ part: 'diagnosis', line: 1, before: 'J06.9 急性上呼吸道感染', after: 'J02.9 急性咽炎' }],
    })
    expect(before?.draft.diagnoses).toEqual(diagnoses)
    expect((await read(desk.context.store.db, { after: 0, limit: 50 })).at(-1)).toMatchObject({
      action: 'visit-amended',
      details: JSON.stringify({ version: 2, difference: 0, dispensedBy: 'dr-1' }),
    })
  })

  it('has orders signed by the patient’s card, and changes nothing without it or with another', async () => {
    const encounterId = await closedVisit(desk)
    const orders = [{ ...drugOrder, days: 7 }]
    desk.pull()
    expect(await amend(encounterId, { orders })).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(wu)
    expect(await amend(encounterId, { orders })).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(await byId(desk.context.store.db, encounterId)).toMatchObject({ version: 1 })
    expect(await rowsOf(encounterId)).toHaveLength(2)
    desk.pull()
    await desk.insert(lin)
    const { visit } = okValue(await amend(encounterId, { orders }))
    expect(visit?.version).toBe(2)
    expect(desk.control.prescriptions.map(({ days }) => days)).toEqual([3, 7])
    // The fees on the card stay what they were.
    expect(desk.control.treatments).toHaveLength(1)
    const [first, second] = await nhiRowsOf(desk, encounterId)
    expect(second?.payload.record.orders[0]).toMatchObject({ D09: '7' })
    expect(second?.payload.record.orders[0]?.D11).not.toBe(first?.payload.record.orders[0]?.D11)
  })

  it('prices by the rules of the visit’s day, and tells what is to be paid on top or given back', async () => {
    const encounterId = await closedVisit(desk)
    const before = await byId(desk.context.store.db, encounterId)
    const orders = [{ ...drugOrder, days: 30, dose: 10 }]
    const { visit } = okValue(await amend(encounterId, { orders }))
    const difference = (visit?.price?.amountDue ?? 0) - (before?.price?.amountDue ?? 0)
    expect(difference).toBeGreaterThan(0)
    // What was paid stays; what is to be paid on top is owed.
    expect(visit?.paid).toMatchObject({ amount: before?.price?.amountDue, received: 1000 })
    expect(okValue(await showVisitMoney(desk.context, encounterId))).toMatchObject({ owed: difference })
    expect(okValue(await visitVersions(desk.context, encounterId))[0]).toMatchObject({ difference })
    const charged = (await chargesOf(desk.context.store.db, encounterId)).reduce(
      (sum, row) => sum + (row.amount ?? 0),
      0,
    )
    expect(charged).toBe(visit?.price?.amountDue)
  })

  it('lowers what is owed once the visit gets cheaper, and tells it to every reader of the book', async () => {
    await desk.insert(lin)
    const { encounterId } = okValue(await registerVisit(desk.context, desk.registration()))
    const dear = [{ ...drugOrder, days: 30, dose: 10 }]
    okValue(await startConsultation(desk.context, encounterId))
    okValue(await finishConsultation(desk.context, { encounterId, soap, diagnoses, orders: dear }))
    const settling = { card: 0, mobile: 0, owes: true, selfPay: [], discount: null }
    okValue(await closeVisit(desk.context, { encounterId, received: 0, settling, exceptionCode: null }))
    const before = (await byId(desk.context.store.db, encounterId))?.price?.amountDue ?? 0
    const { visit } = okValue(await amend(encounterId))
    const now = visit?.price?.amountDue ?? 0
    expect(now).toBeLessThan(before)
    const money = okValue(await showVisitMoney(desk.context, encounterId))
    expect(money).toMatchObject({ owed: now, refundable: { total: 0 } })
    expect(money.entries.at(-1)).toMatchObject({ kind: 'owed-less', amount: before - now, words: '診斷碼打錯' })
    expect(okValue(await listDebts(desk.context, { patientId: null }))).toMatchObject([{ encounterId, owed: now }])
    expect(await debtsBefore(desk.context.store.db, Number.MAX_SAFE_INTEGER, everyVisit)).toMatchObject([
      { amount: now },
    ])
    expect(okValue(await showDrawer(desk.context))).toMatchObject({ owed: before, owedLess: before - now, totals: [] })
    const paid = await payDebt(desk.context, { encounterId, received: before, card: 0, mobile: 0 })
    expect(okValue(paid)).toMatchObject({ owed: 0, paid: now })
  })

  it('gives the visit another copayment code: what was paid too much may go back, and what lacks is owed', async () => {
    const encounterId = await closedVisit(desk)
    const { db } = desk.context.store
    const before = await byId(db, encounterId)
    const withCode = (fromVersion: number, copaymentCode: string) =>
      amendVisit(desk.context, {
        encounterId,
        fromVersion,
        reason: '補驗身分證明',
        copaymentCode,
        soap,
        diagnoses,
        orders: [drugOrder],
      })
    expect(await withCode(1, 'D10')).toMatchObject({ error: { code: 'VISIT_INCOMPLETE' } })
    expect(await withCode(1, 'Z00')).toMatchObject({ error: { code: 'CODE_UNKNOWN' } })
    const writes = desk.control.treatments.length
    const { visit } = okValue(await withCode(1, '003'))
    expect(visit).toMatchObject({ copaymentCode: '003', version: 2, price: { copaymentBasic: 0, waivedCopayment: 50 } })
    expect(okValue(await visitVersions(desk.context, encounterId))[0]).toMatchObject({
      difference: -50,
      changes: [
        { part: 'copayment', before: 'D10', after: '003' },
        { part: 'amount', before: '150', after: '100' },
      ],
    })
    expect(okValue(await showVisitMoney(desk.context, encounterId))).toMatchObject({ paid: 150, owed: 0 })
    okValue(await withCode(2, 'D10'))
    expect((await byId(db, encounterId))?.price?.charges).toEqual(before?.price?.charges)
    // Fifty are here already: nothing is owed a second time.
    expect(okValue(await showVisitMoney(desk.context, encounterId))).toMatchObject({ paid: 150, owed: 0 })
    // No order differs, so the card isn't asked for.
    expect(desk.control.treatments).toHaveLength(writes)
  })

  it('keeps the registration fee that was charged, whatever the clinic asks today', async () => {
    const encounterId = await closedVisit(desk)
    const before = await byId(desk.context.store.db, encounterId)
    const { settings } = desk.context
    const feeOf = (registrationFee: number) => ({
      ...desk.context,
      settings: { ...settings, clinic: { ...settings.clinic, registrationFee } },
    })
    const input = { encounterId, reason: '診斷碼打錯', soap, orders: [drugOrder] }
    const dearer = feeOf(settings.clinic.registrationFee + 50)
    const preview = okValue(await previewPrice(dearer, { encounterId, orders: [drugOrder] }))
    expect(preview.price?.amountDue).toBe(before?.price?.amountDue)
    okValue(await amendVisit(dearer, { ...input, fromVersion: 1, diagnoses: otherDiagnoses }))
    okValue(await amendVisit(feeOf(0), { ...input, fromVersion: 2, diagnoses }))
    expect((await byId(desk.context.store.db, encounterId))?.price?.charges).toEqual(before?.price?.charges)
    expect(okValue(await showVisitMoney(desk.context, encounterId))).toMatchObject({ owed: 0, entries: [{}, {}] })
  })

  it('is told what is missing, refuses a version that is no more, a visit that is not closed, and no change', async () => {
    const encounterId = await closedVisit(desk)
    expect(okValue(await amend(encounterId, { diagnoses: [] }))).toMatchObject({ visit: null, missing: ['diagnosis'] })
    const unknown = [{ ...drugOrder, code: 'ZZ99999999' }]
    expect(okValue(await amend(encounterId, { orders: unknown }))).toMatchObject({
      visit: null,
      problems: [{ line: 1 }],
    })
    expect(await amend(encounterId, { diagnoses })).toMatchObject({
      error: { code: 'VISIT_INCOMPLETE', details: { missing: 'change' } },
    })
    okValue(await amend(encounterId))
    expect(await amend(encounterId, { diagnoses })).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(okValue(await amend(encounterId, { fromVersion: 2, diagnoses })).visit?.version).toBe(3)
    expect(okValue(await visitVersions(desk.context, encounterId)).map(({ version }) => version)).toEqual([2, 1])
    desk.pull()
    await desk.insert(wu)
    const waiting = okValue(await registerVisit(desk.context, desk.registration()))
    expect(await amend(waiting.encounterId)).toMatchObject({ error: { code: 'VISIT_STATE' } })
  })
})

describe('the clock and the monitor', () => {
  it('let a refused record go once its correction carries on, which keeps the deadline', async () => {
    const encounterId = await closedVisit(desk)
    const refused = (await rowsOf(encounterId)).find(({ target }) => target === 'nhi-upload')
    if (refused === undefined) throw new Error('no row for the NHI')
    const fieldErrors = [{ field: 'M35', orderLine: null, code: '15' }]
    await end(refused.id, { state: 'rejected', lastCode: 'M35:15', fieldErrors })
    expect(await summary(desk.context.store.db, desk.context.now())).toMatchObject({ rejected: 1 })
    okValue(await amend(encounterId))
    const { db } = desk.context.store
    expect(await summary(db, desk.context.now())).toMatchObject({ rejected: 0, unsent: 3 })
    const page = { now: 0, narrowing: notNarrowed, offset: 0, limit: 9 }
    expect(await list(db, { ...page, filter: 'rejected' })).toEqual([])
    expect((await list(db, { ...page, filter: 'all' })).map(({ state }) => state)).toContain('rejected')
    expect(await requeueUpload(desk.context, refused.id as never)).toMatchObject({ error: { code: 'VISIT_STATE' } })
    const correction = (await rowsOf(encounterId)).findLast(({ target }) => target === 'nhi-upload')
    expect((await replacementsOf(db, [refused.id])).get(refused.id)).toEqual({ how: 'amended', byId: correction?.id })
    expect(correction?.dueAt).toBe(refused.dueAt)
    const clocks = await runningClocks(db, refused.dueAt)
    expect(clocks.filter(({ clock }) => clock === 'upload')).toEqual([
      { encounterId, clock: 'upload', dueAt: refused.dueAt, cause: 'waiting' },
    ])
    await end(correction?.id ?? '', { state: 'accepted', reference: 'R', receiptAt: 5 })
    expect((await runningClocks(db, refused.dueAt)).filter(({ clock }) => clock === 'upload')).toEqual([])
    expect(okValue(await showVisit(desk.context, encounterId)).uploads).toMatchObject([
      { target: 'clinic-cloud', replaced: { how: 'amended' } },
      { target: 'clinic-cloud', amends: true, replaced: null },
      { outboxId: refused.id, replaced: { how: 'amended', by: correction?.id } },
      { outboxId: correction?.id, replaces: refused.id, state: 'accepted', replaced: null },
    ])
  })

  it('give an amendment of a received record 24 hours of its own', async () => {
    const encounterId = await closedVisit(desk)
    const [first] = await nhiRowsOf(desk, encounterId)
    await end(first?.row.id ?? '', { state: 'accepted', reference: 'R', receiptAt: desk.context.now() })
    desk.advance(48 * hour)
    okValue(await amend(encounterId))
    expect((await nhiRowsOf(desk, encounterId))[1]?.row.dueAt).toBe(desk.context.now() + 24 * hour)
  })
})

describe('visits without a card', () => {
  it('keep their exception, and go out under the number of their first record', async () => {
    const encounterId = await exceptionVisit(desk)
    const issued = await issueNumber(desk, encounterId)
    okValue(await amend(encounterId))
    const [, second] = await nhiRowsOf(desk, encounterId)
    // The number is taken over when the record has its turn; see issuedBefore.
    expect(second?.payload).toMatchObject({
      needsCardlessIdentifier: true,
      record: { H01: 'B', visit: { M13: 'A020', M35: 'J029' } },
    })
    expect(okValue(await issuedNumberOf(desk.context, encounterId))?.treatmentNumber).toBe(issued.treatmentNumber)
  })

  it('amend the make-up where one has been sent, as that of its own serial', async () => {
    const encounterId = await exceptionVisit(desk)
    const issued = await issueNumber(desk, encounterId)
    await desk.insert(lin)
    const cardSessionId = desk.context.cards.current()?.session.sessionId
    if (cardSessionId === undefined) throw new Error('no card')
    okValue(await makeUpVisit(desk.context, { encounterId, cardSessionId }))
    okValue(await amend(encounterId, { fromVersion: 2 }))
    const rows = await nhiRowsOf(desk, encounterId)
    expect(rows).toHaveLength(3)
    const [, made, amended] = rows.map(({ payload }) => payload.record)
    if (made === undefined || amended === undefined) throw new Error('a make-up and its amendment are expected')
    expect(amended).toMatchObject({ H01: 'A', visit: { M12: '2', M52: issued.treatmentNumber, M35: 'J029' } })
    expect(nhiRecordIdentity(amended)).toBe(nhiRecordIdentity(made))
    expect(nhiRecordErrors(amended, 'sending')).toEqual([])
  })

  it('go to the clinic’s cloud only while the card is owed', async () => {
    const encounterId = await owedVisit(desk)
    okValue(await amend(encounterId))
    expect((await rowsOf(encounterId)).map(({ target, sequence }) => `${target} ${sequence}`)).toEqual([
      'clinic-cloud 1',
      'clinic-cloud 2',
    ])
  })
})
