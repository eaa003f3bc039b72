import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardSessionId, EncounterId } from '../../../preload/contract/words.ts'
import { nhiRecordErrors } from '../../outbox/mappers/nhi/nhiRecordRules.ts'
import { read } from '../../store/audit/auditRepository.ts'
import { exceptionReasonOf } from '../../store/card/makeUpRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { registrationOptions } from '../registration/registrationOptions.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { listMakeUps } from './listMakeUps.ts'
import { makeUpVisit } from './makeUpVisit.ts'
import { exceptionVisit, issueNumber, knownPatient, nhiRowsOf, owedVisit, rightColumnVisit } from './makeUpVisits.ts'

const dayMs = 86_400_000

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const make = (encounterId: EncounterId) =>
  makeUpVisit(desk.context, {
    encounterId,
    cardSessionId: desk.context.cards.current()?.session.sessionId ?? ('' as CardSessionId),
  })
const serials = () => desk.control.serialRequests.filter(({ afterCheck }) => afterCheck === '2').length
const items = async () => okValue(await listMakeUps(desk.context)).items

describe('an exception without a serial (left column)', () => {
  it('is made good with a serial of its own, and a record that names the exception', async () => {
    const encounterId = await exceptionVisit(desk)
    const issued = await issueNumber(desk, encounterId)
    expect(await items()).toMatchObject([{ encounterId, kind: 'exception', state: 'open', serialTaken: false }])
    await desk.insert(lin)
    expect(okValue(await make(encounterId))).toMatchObject({ kind: 'exception', state: 'done', exceptionCode: 'A020' })
    expect(serials()).toBe(1)
    expect(desk.control.treatments).toMatchObject([{ afterCheck: '2' }])
    const rows = await nhiRowsOf(desk, encounterId)
    expect(rows.map(({ row }) => row.sequence)).toEqual([1, 2])
    const record = rows[1]?.payload.record
    expect(record).toMatchObject({
      H01: 'A',
      visit: { M12: '2', M49: issued.treatmentDateTime, M52: issued.treatmentNumber, M02: lin.cardNumber },
    })
    expect(record?.visit.M15).not.toBe(issued.treatmentNumber)
    expect(record === undefined ? null : nhiRecordErrors(record, 'sending')).toEqual([])
    expect((await read(desk.context.store.db, { after: 0, limit: 50 })).at(-1)).toMatchObject({
      action: 'visit-made-up',
    })
    expect(await make(encounterId)).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(serials()).toBe(1)
  })

  it('waits for its exception to be numbered, without taking a serial', async () => {
    const encounterId = await exceptionVisit(desk)
    await desk.insert(lin)
    expect(await make(encounterId)).toMatchObject({ error: { code: 'MAKE_UP_NOT_YET', retryable: true } })
    expect(serials()).toBe(0)
  })

  it('is made good only with the card of its patient, and only within three months', async () => {
    const encounterId = await exceptionVisit(desk)
    await issueNumber(desk, encounterId)
    await desk.insert(wu)
    expect(await make(encounterId)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    desk.advance(93 * dayMs)
    expect(await items()).toEqual([])
    await desk.insert(lin)
    expect(await make(encounterId)).toMatchObject({ error: { code: 'MAKE_UP_TOO_LATE' } })
    expect(serials()).toBe(0)
  })

  it('whose make-up lost the answer of its serial sends no second record: the exception stands', async () => {
    const encounterId = await exceptionVisit(desk)
    await issueNumber(desk, encounterId)
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    okValue(await make(encounterId))
    expect(serials()).toBe(1)
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
  })

  it('of a clinic that has no reader yet (G000) is none', async () => {
    const encounterId = await exceptionVisit(desk, 'G000')
    await issueNumber(desk, encounterId)
    expect(await items()).toEqual([])
    await desk.insert(lin)
    expect(await make(encounterId)).toMatchObject({ error: { code: 'VISIT_STATE' } })
  })
})

describe('an exception that has its serial (right column)', () => {
  it('puts card and totals right, takes no second serial and sends no second record', async () => {
    const encounterId = await rightColumnVisit(desk)
    const before = await byId(desk.context.store.db, encounterId)
    desk.advance(dayMs)
    expect(await items()).toMatchObject([{ encounterId, serialTaken: true, state: 'open' }])
    await desk.insert(lin)
    okValue(await make(encounterId))
    expect(serials()).toBe(0)
    expect(desk.control.serialRequests).toHaveLength(1)
    expect(desk.control.treatments).toMatchObject([{ afterCheck: '2', treatmentDateTime: before?.treatmentDateTime }])
    expect(desk.control.prescriptions).toHaveLength(1)
    expect(await nhiRowsOf(desk, encounterId)).toHaveLength(1)
    expect(await byId(desk.context.store.db, encounterId)).toMatchObject({
      cardWrite: 'written',
      treatmentDateTime: before?.treatmentDateTime,
      visitSequenceNumber: before?.visitSequenceNumber,
    })
    expect(await items()).toMatchObject([{ state: 'done' }])
  })

  it('needs the very card the serial is on', async () => {
    const encounterId = await rightColumnVisit(desk)
    await desk.insert({ ...lin, cardNumber: '900000000099' })
    expect(await make(encounterId)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(desk.control.treatments).toEqual([])
  })
})

it('an owed card is not made up as an exception', async () => {
  const encounterId = await owedVisit(desk)
  await desk.insert(lin)
  expect(await make(encounterId)).toMatchObject({ error: { code: 'VISIT_STATE' } })
})

describe('codes that no fault proposes', () => {
  it('warn where the age speaks against them', async () => {
    const patientId = await knownPatient(desk)
    const form = { cardSessionId: null, patientId, attendance: 'on-site' } as const
    const { exceptionCodes } = okValue(await registrationOptions(desk.context, form))
    expect(exceptionCodes.find(({ code }) => code === 'C002')).toMatchObject({ doubt: 'age', needsReason: false })
    expect(exceptionCodes.find(({ code }) => code === 'C001')).toMatchObject({ doubt: null })
  })

  it('want a written reason where the code says nothing (Z000), and keep it', async () => {
    const patientId = await knownPatient(desk)
    const form = desk.registration({ patientId, exceptionCode: 'Z000' })
    expect(await registerVisit(desk.context, form)).toMatchObject({
      error: { code: 'VISIT_INCOMPLETE', details: { missing: 'exceptionReason' } },
    })
    const visit = okValue(await registerVisit(desk.context, { ...form, exceptionReason: '颱風停班，讀卡機泡水' }))
    expect(await exceptionReasonOf(desk.context.store.db, visit.encounterId)).toBe('颱風停班，讀卡機泡水')
  })
})
