import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { listVisits, summariseVisit } from '../record/visitView.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { settleCard } from '../serial/settleCard.ts'
import { unresolvedActs } from '../serial/unresolvedActs.ts'
import { lin, openTestDesk, professionalPin, type TestDesk, wu } from '../testDesk.ts'
import { moveVirtualCards } from './virtualCardAtDesk.ts'
import { codeOf, virtualOf, virtualVisitVerbs } from './virtualVisit.fixture.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const { turn, scanFor, scan, register, putAway, consult, close, writesOf } = virtualVisitVerbs(() => desk)

/** The NHI may know both media of a person under one number, or under two. */
describe.each([
  ['with the number of the plastic card', lin.cardNumber],
  ['with a number of its own', '800000000099'],
])('a visit by virtual card %s', (_, virtualNumber) => {
  it('runs from one scan to its close, and forgets the token then', async () => {
    await scan(lin, virtualNumber)
    const visit = await register()
    expect(visit).toMatchObject({
      medium: 'virtual',
      virtualUntil: '2026-11-20T03:00:00.000Z',
      visitSequenceNumber: expect.stringMatching(/^V\d{3}$/),
    })
    desk.advance(20 * 60_000)
    await consult(visit.encounterId)
    const closed = okValue(await close(visit.encounterId))
    expect(closed).toMatchObject({ state: 'closed', cardWrite: 'written', medium: 'virtual', virtualUntil: null })
    expect(writesOf(virtualNumber)).toEqual(['nextSerial', 'writeTreatment', 'writePrescriptions'])
    expect(desk.control.calls.filter((call) => call === 'presentVirtualCard')).toHaveLength(1)
    expect(desk.context.virtualCards.find({ ...lin, cardNumber: virtualNumber })).toBeNull()
    expect(desk.context.cards.current()).toBeNull()
  })

  it('leaves the number of the plastic card as it was, and invents none for somebody new', async () => {
    await scan(lin, virtualNumber)
    const { encounterId } = await register()
    expect((await findByNationalId(desk.context.store.db, lin.nationalId))?.nhiCardNumber).toBeNull()
    okValue(await turn(() => cancelRegistration(desk.context, encounterId)))
    await desk.insert(lin)
    await register()
    desk.pull()
    expect((await findByNationalId(desk.context.store.db, lin.nationalId))?.nhiCardNumber).toBe(lin.cardNumber)
  })

  it('is closed by its token while the next patient’s plastic card lies in the reader', async () => {
    desk.control.letVirtualCardsReturn(true)
    await scan(lin, virtualNumber)
    const ofLin = await register()
    await putAway()
    expect(okValue(await summariseVisit(desk.context, ofLin.encounterId)).virtualUntil).not.toBeNull()
    await desk.insert(wu)
    const ofWu = await register()
    expect(ofWu).toMatchObject({
      medium: 'plastic',
      virtualUntil: null,
      visitSequenceNumber: expect.stringMatching(/^\d{4}$/),
    })
    await consult(ofLin.encounterId)
    expect(okValue(await close(ofLin.encounterId)).state).toBe('closed')
    // The plastic card speaks again for its own visit.
    await consult(ofWu.encounterId)
    expect(okValue(await close(ofWu.encounterId)).state).toBe('closed')
    expect(writesOf(virtualNumber)).toEqual(['nextSerial', 'writeTreatment', 'writePrescriptions'])
    expect(writesOf(wu.cardNumber)).toEqual(['nextSerial', 'writeTreatment', 'writePrescriptions'])
  })

  it('is kept where the NHI takes a card only once, and goes on after a new scan', async () => {
    await scan(lin, virtualNumber)
    const { encounterId } = await register()
    await desk.insert(wu)
    await consult(encounterId)
    expect(codeOf(await close(encounterId))).toBe('VIRTUAL_CARD_LAPSED')
    expect(okValue(await summariseVisit(desk.context, encounterId))).toMatchObject({
      state: 'to-pay',
      virtualUntil: null,
    })
    const again = desk.control.makeVirtualCard(virtualOf(lin, virtualNumber))
    expect(okValue(await scanFor(again, encounterId)).phase).toBe('authenticated')
    expect(okValue(await close(encounterId)).state).toBe('closed')
    expect(desk.control.serialRequests).toHaveLength(1)
  })

  it('is kept when its hour ends, by the server’s time, and goes on after a new scan', async () => {
    await scan(lin, virtualNumber)
    const { encounterId } = await register()
    desk.advance(3_599_000)
    expect(okValue(await summariseVisit(desk.context, encounterId)).virtualUntil).not.toBeNull()
    desk.advance(1_000)
    desk.context.virtualCards.sweep()
    expect(desk.context.cards.current()?.session.virtual?.lapsed).toBe(true)
    expect(okValue(await summariseVisit(desk.context, encounterId)).virtualUntil).toBeNull()
    await consult(encounterId)
    expect(codeOf(await close(encounterId))).toBe('VIRTUAL_CARD_LAPSED')
    okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(lin, virtualNumber)), encounterId))
    expect(okValue(await close(encounterId)).state).toBe('closed')
  })

  it('tells the strip and the visit the same hour after the clock was put right', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin, virtualNumber))
    okValue(await scanFor(token))
    const { encounterId } = await register()
    const until = async () => [
      desk.context.cards.current()?.session.virtual?.usableUntil,
      okValue(await summariseVisit(desk.context, encounterId)).virtualUntil,
    ]
    expect(await until()).toEqual(['2026-11-20T03:00:00.000Z', '2026-11-20T03:00:00.000Z'])
    const correct = async (byMs: number) => {
      desk.advance(byMs)
      desk.published.length = 0
      await moveVirtualCards(desk.context, byMs)
    }
    await correct(43_200_000)
    expect(await until()).toEqual(['2026-11-20T15:00:00.000Z', '2026-11-20T15:00:00.000Z'])
    expect(desk.published).toContainEqual({ name: 'visit:changed', payload: { encounterId } })
    // Also of a card that another one had taken the desk from meanwhile.
    await desk.insert(wu)
    await correct(3_600_000)
    okValue(await scanFor(token))
    expect(await until()).toEqual(['2026-11-20T16:00:00.000Z', '2026-11-20T16:00:00.000Z'])
  })

  it('is given back by its token', async () => {
    await scan(lin, virtualNumber)
    const { encounterId } = await register()
    expect(okValue(await turn(() => cancelRegistration(desk.context, encounterId))).state).toBe('cancelled')
    expect(desk.control.visits).toHaveLength(0)
    expect(desk.context.virtualCards.find({ ...lin, cardNumber: virtualNumber })).toBeNull()
  })

  it('in the evening of a plastic one gets its own serial, and each visit keeps its card', async () => {
    await desk.insert(lin)
    const morning = await register()
    await consult(morning.encounterId)
    okValue(await close(morning.encounterId))
    desk.pull()
    desk.advance(8 * 3_600_000)
    await scan(lin, virtualNumber)
    const evening = await register()
    expect([morning.visitSequenceNumber, evening.visitSequenceNumber]).toEqual([
      expect.stringMatching(/^\d{4}$/),
      expect.stringMatching(/^V\d{3}$/),
    ])
    const visits = okValue(await listVisits(desk.context, null))
    expect(visits.map(({ medium }) => medium)).toEqual(['plastic', 'virtual'])
    expect((await byId(desk.context.store.db, morning.encounterId))?.cardNumber).toBe(lin.cardNumber)
    expect((await byId(desk.context.store.db, evening.encounterId))?.cardNumber).toBe(virtualNumber)
  })

  it('finds its own serial again after a lost answer, beside a plastic one of the same minute', async () => {
    await desk.insert(lin)
    const plastic = await register()
    okValue(await turn(() => cancelRegistration(desk.context, plastic.encounterId)))
    desk.advance(5_000)
    desk.control.loseNextReply('nextSerial')
    await scan(lin, virtualNumber)
    const visit = await register()
    expect(visit.visitSequenceNumber).toMatch(/^V\d{3}$/)
    expect(okValue(await unresolvedActs(desk.context))).toEqual([])
  })

  it('never takes up the serial that the plastic card lost, and leaves it to that card', async () => {
    await desk.insert(lin)
    desk.control.loseNextReply('nextSerial')
    desk.control.refuseNext('cardVisits', 'NHI_TIMEOUT')
    expect(codeOf(await turn(() => registerVisit(desk.context, desk.registration())))).toBe('SERIAL_UNRESOLVED')
    desk.pull()
    await scan(lin, virtualNumber)
    await turn(() => settleCard(desk.context))
    const visit = await register()
    expect(visit.visitSequenceNumber).toMatch(/^V\d{3}$/)
    expect(okValue(await unresolvedActs(desk.context))).toMatchObject([{ kind: 'serial-lost' }])
    await putAway()
    await desk.insert(lin)
    await turn(() => settleCard(desk.context))
    expect(okValue(await unresolvedActs(desk.context))).toMatchObject([
      { kind: 'serial-held', visitSequenceNumber: expect.stringMatching(/^\d{4}$/) },
    ])
  })
})

it('a visit by plastic card is not written to by the virtual card of the same person', async () => {
  await desk.insert(lin)
  const { encounterId } = await register()
  await consult(encounterId)
  await scan(lin)
  expect(codeOf(await close(encounterId))).toBe('PLASTIC_CARD_NEEDED')
  await putAway()
  expect(okValue(await close(encounterId)).state).toBe('closed')
})

it('without the professional card a visit is not closed, and nothing is written', async () => {
  await scan(lin)
  const { encounterId } = await register()
  await consult(encounterId)
  desk.control.removeProfessionalCard()
  await desk.watch.round()
  const result = await close(encounterId)
  expect(result.ok ? null : result.error.code).toMatch(/^PROFESSIONAL_/)
  expect(okValue(await summariseVisit(desk.context, encounterId)).state).toBe('to-pay')
  expect(writesOf(lin.cardNumber)).toEqual(['nextSerial'])
  expect(await desk.context.store.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  desk.control.insertProfessionalCard(professionalPin)
  await desk.signIn()
  expect(okValue(await close(encounterId)).state).toBe('closed')
})

it('a session that ended behind our back is noticed, and costs a new scan and nothing else', async () => {
  await scan(lin)
  const { encounterId } = await register()
  await consult(encounterId)
  // The control software was started anew by somebody.
  okValue(await desk.control.reopen())
  await desk.signIn()
  expect(codeOf(await close(encounterId))).toBe('VIRTUAL_CARD_LAPSED')
  expect(writesOf(lin.cardNumber)).toEqual(['nextSerial'])
  okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber)), encounterId))
  expect(okValue(await close(encounterId)).state).toBe('closed')
})

it.each([
  ['VIRTUAL_CARD_LAPSED', 3238],
  ['VIRTUAL_CARD_TOKEN_MISSING', 3237],
] as const)('%s in the middle of the visit is told as such, and a new scan lets it go on', async (code, number) => {
  await scan(lin)
  const { encounterId } = await register()
  await consult(encounterId)
  desk.control.refuseNext('writeTreatment', code, number)
  expect(await close(encounterId)).toMatchObject({ error: { code, details: { statusCode: number } } })
  expect(okValue(await summariseVisit(desk.context, encounterId))).toMatchObject({
    state: 'to-pay',
    virtualUntil: null,
  })
  okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber)), encounterId))
  expect(okValue(await close(encounterId)).state).toBe('closed')
  expect(desk.control.serialRequests).toHaveLength(1)
})
