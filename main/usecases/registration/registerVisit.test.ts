import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeVisitBook } from '../../../native/nhi-control/fake/visitBook.ts'
import { toRocDateTime } from '../../../preload/contract/patient/rocDate.ts'
import { unresolved } from '../../store/card/journalQueries.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { registerVisit } from './registerVisit.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const register = (changes = {}) => registerVisit(desk.context, desk.registration(changes))
const serialCalls = () => desk.control.calls.filter((call) => call === 'nextSerial').length

describe('registering with the card', () => {
  it('keeps serial and treatment number and gives the first queue number', async () => {
    await desk.insert(lin)
    const visit = okValue(await register())
    expect(visit).toMatchObject({ queueNumber: 1, state: 'waiting', hasTreatmentNumber: true, exceptionCode: null })
    const kept = await byId(desk.context.store.db, visit.encounterId)
    const [given] = desk.control.visits
    expect(kept).toMatchObject({
      visitSequenceNumber: given?.visitSequenceNumber,
      treatmentNumber: given?.treatmentNumber,
      treatmentDateTime: given?.treatmentDateTime,
      cardNumber: lin.cardNumber,
    })
    expect(await unresolved(desk.context.store.db)).toEqual([])
    expect(desk.context.cards.current()?.session.patient?.patientId).toBe(visit.patient.patientId)
  })

  it('refuses a second open visit of the same person without taking a serial', async () => {
    await desk.insert(lin)
    okValue(await register())
    expect(await register()).toMatchObject({ ok: false, error: { code: 'VISIT_OPEN_ALREADY' } })
    expect(serialCalls()).toBe(1)
  })

  it.each(['Z00', 'D99'])('refuses %s, which nobody could price at the end, before a serial is taken', async (code) => {
    await desk.insert(lin)
    expect(await register({ copaymentCode: code })).toMatchObject({
      error: { code: 'CODE_UNKNOWN', details: { copaymentCode: code } },
    })
    expect(serialCalls()).toBe(0)
  })

  it('refuses when the card was changed since the form was filled', async () => {
    await desk.insert(lin)
    const form = desk.registration()
    desk.pull()
    expect(await registerVisit(desk.context, form)).toMatchObject({ error: { code: 'CARD_ABSENT' } })
    await desk.insert(wu)
    expect(await registerVisit(desk.context, form)).toMatchObject({ error: { code: 'CARD_CHANGED' } })
    expect(serialCalls()).toBe(0)
  })

  it('passes on why the card is not authenticated', async () => {
    desk.control.cutServer(true)
    await desk.insert(lin)
    expect(await register()).toMatchObject({ ok: false, error: { code: 'NHI_UNREACHABLE' } })
  })

  it('leaves nothing open when the NHI refuses', async () => {
    await desk.insert(lin)
    desk.control.refuseNext('nextSerial', 'NHI_REFUSED', 5012)
    expect(await register()).toMatchObject({ error: { code: 'NHI_REFUSED', details: { statusCode: 5012 } } })
    expect(await unresolved(desk.context.store.db)).toEqual([])
    expect(okValue(await register()).queueNumber).toBe(1)
  })
})

describe('a lost answer', () => {
  it('is found again on the card, and the visit goes out as an exception because its signature is gone', async () => {
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    const visit = okValue(await register())
    expect(serialCalls()).toBe(1)
    expect(desk.control.visits).toHaveLength(1)
    expect(visit).toMatchObject({ exceptionCode: 'A021', hasTreatmentNumber: true })
    expect(visit.visitSequenceNumber).toBe(desk.control.visits[0]?.visitSequenceNumber)
  })

  it('waits, without a second serial, while the card cannot be asked', async () => {
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_UNREACHABLE')
    expect(await register()).toMatchObject({
      error: { code: 'SERIAL_UNRESOLVED', details: { cause: 'NHI_UNREACHABLE' } },
    })
    expect(await unresolved(desk.context.store.db)).toHaveLength(1)
    const visit = okValue(await register())
    expect(serialCalls()).toBe(1)
    expect(visit.visitSequenceNumber).toBe(desk.control.visits[0]?.visitSequenceNumber)
    expect(await unresolved(desk.context.store.db)).toEqual([])
  })

  it('takes no second serial because of a PC clock that is wrong and that nobody has told', async () => {
    const book = createFakeVisitBook(() => Date.parse('2026-11-20T02:05:00Z'))
    const wrong = await openTestDesk({ book, isClockKnown: () => false })
    await wrong.insert(lin)
    wrong.control.loseNextReply('nextSerial')
    for (const _press of ['Enter', 'Enter once more']) {
      expect(await registerVisit(wrong.context, wrong.registration())).toMatchObject({
        error: { code: 'SERIAL_UNRESOLVED', details: { cause: 'ambiguous' } },
      })
    }
    expect(book.visits).toHaveLength(1)
    await wrong.dispose()
  })

  it('hands on the time that a serial tells, so that the clock of this PC is known from then on', async () => {
    await desk.insert(lin)
    okValue(await register())
    const [given] = desk.control.visits
    expect(desk.learnt.map(({ serverMs }) => toRocDateTime(serverMs))).toEqual([given?.treatmentDateTime])
    expect(desk.learnt[0]?.tookMs).toBeGreaterThanOrEqual(0)
  })

  it.each(['NHI_TIMEOUT', 'NHI_REPLY_LOST'] as const)(
    'takes a serial after all when the card shows that none was used (%s)',
    async (code) => {
      await desk.insert(lin)
      desk.control.refuseNext('nextSerial', code)
      expect(await register()).toMatchObject({ error: { code: 'NHI_TIMEOUT' } })
      okValue(await register())
      expect(desk.control.visits).toHaveLength(1)
    },
  )
})

describe('without the card', () => {
  it('registers an exception for the person whose profile could be read, and takes no serial', async () => {
    desk.control.cutServer(true)
    await desk.insert(lin)
    const visit = okValue(await register({ exceptionCode: 'A020' }))
    expect(visit).toMatchObject({ exceptionCode: 'A020', visitSequenceNumber: null, hasTreatmentNumber: false })
    expect(serialCalls()).toBe(0)
  })

  it('needs a known patient when there is no card at all', async () => {
    expect(await register({ exceptionCode: 'B000' })).toMatchObject({ error: { code: 'PATIENT_UNKNOWN' } })
  })
})
