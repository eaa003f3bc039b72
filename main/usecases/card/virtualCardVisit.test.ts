import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeNhiCard } from '../../../native/nhi-control/fake/desk.ts'
import type { ErrorCode } from '../../../preload/contract/errors.ts'
import type { EncounterId } from '../../../preload/contract/words.ts'
import { findByNationalId } from '../../store/patient/patientRepository.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { byId } from '../../store/visit/encounterQueries.ts'
import { finishConsultation } from '../consultation/finishConsultation.ts'
import { startConsultation } from '../consultation/startConsultation.ts'
import { closeVisit } from '../record/closeVisit.ts'
import { listVisits, summariseVisit } from '../record/visitView.ts'
import { cancelRegistration } from '../registration/cancelRegistration.ts'
import { registerVisit } from '../registration/registerVisit.ts'
import { settleCard } from '../serial/settleCard.ts'
import { unresolvedActs } from '../serial/unresolvedActs.ts'
import { diagnoses, drugOrder, lin, openTestDesk, professionalPin, soap, type TestDesk, wu } from '../testDesk.ts'
import { acceptVirtualCard } from './acceptVirtualCard.ts'
import { moveVirtualCards, noteDelegate, putAwayVirtualCard } from './virtualCardAtDesk.ts'

const virtualOf = (person: typeof lin, cardNumber: string): FakeNhiCard => {
  const { issueDate: _onPlastic, ...rest } = person
  return { person: { ...rest, cardNumber, insuredMark: '3', validUntil: null, remainingCount: 6, cancelled: false } }
}

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const turn = <T>(verb: () => Promise<T>): Promise<T> => desk.context.cardTurn(verb)
const scanFor = (text: string, encounterId: EncounterId | null = null) =>
  acceptVirtualCard(desk.context, { text, source: 'camera', encounterId })
const scan = async (person: typeof lin, cardNumber = person.cardNumber) =>
  okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(person, cardNumber))))
const register = async () => okValue(await turn(() => registerVisit(desk.context, desk.registration())))
const putAway = async () => {
  const cardSessionId = desk.context.cards.current()?.session.sessionId
  if (cardSessionId !== undefined) okValue(await turn(() => putAwayVirtualCard(desk.context, { cardSessionId })))
}
const consult = async (encounterId: EncounterId) => {
  okValue(await startConsultation(desk.context, encounterId))
  const draft = { encounterId, soap, diagnoses, orders: [drugOrder] }
  expect(okValue(await finishConsultation(desk.context, draft)).visit).not.toBeNull()
}
const close = (encounterId: EncounterId) =>
  turn(() => closeVisit(desk.context, { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }))
const codeOf = (result: { ok: boolean; error?: { code: ErrorCode } }): ErrorCode | null => result.error?.code ?? null
const writesOf = (cardNumber: string) =>
  desk.control.writes.filter((each) => each.cardNumber === cardNumber).map(({ call }) => call)

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

describe('who stands there', () => {
  it('is noted with the visit and in the audit trail, before and after the registration', async () => {
    const { sessionId } = await scan(lin)
    const delegate = { relation: 'family', name: '林示意' } as const
    const noted = await noteDelegate(desk.context, { cardSessionId: sessionId, delegate })
    expect(okValue(noted).virtual?.delegate).toEqual(delegate)
    const visit = await register()
    expect(visit.delegate).toEqual(delegate)
    const carer = { relation: 'carer', name: '陳照護' } as const
    okValue(await noteDelegate(desk.context, { cardSessionId: sessionId, delegate: carer }))
    expect(okValue(await summariseVisit(desk.context, visit.encounterId)).delegate).toEqual(carer)
    const rows = await desk.context.store.db.selectFrom('audit').selectAll().orderBy('sequence').execute()
    expect(rows.map(({ action, details }) => [action, JSON.parse(details)])).toEqual([
      [
        'visit-registered',
        expect.objectContaining({ virtualCard: 'camera', delegateRelation: 'family', delegateName: '林示意' }),
      ],
      ['virtual-card-delegate', { relation: 'carer', name: '陳照護' }],
    ])
  })

  it('is not lost to the visit when it is noted while the serial is being asked for', async () => {
    const { sessionId } = await scan(lin)
    const delegate = { relation: 'family', name: '林示意' } as const
    const answerSerial = desk.control.hold('nextSerial')
    const registering = register()
    await vi.waitFor(() => expect(desk.control.calls).toContain('nextSerial'))
    const noting = noteDelegate(desk.context, { cardSessionId: sessionId, delegate })
    answerSerial()
    const { encounterId } = await registering
    expect(okValue(await noting).virtual?.delegate).toEqual(delegate)
    expect(okValue(await summariseVisit(desk.context, encounterId)).delegate).toEqual(delegate)
    const audit = desk.context.store.db.selectFrom('audit').select(['action', 'subject'])
    expect(await audit.where('action', '=', 'virtual-card-delegate').execute()).toEqual([
      { action: 'virtual-card-delegate', subject: encounterId },
    ])
  })

  it('must be the patient of the visit that waits for a new scan; the other code is not used up', async () => {
    await scan(lin)
    const { encounterId } = await register()
    desk.advance(3_600_000)
    const token = desk.control.makeVirtualCard(virtualOf(wu, wu.cardNumber))
    expect(codeOf(await scanFor(token, encounterId))).toBe('VIRTUAL_CARD_MISMATCH')
    // The screen has the other name from the session.
    expect(desk.context.cards.current()?.session).toMatchObject({
      phase: 'identified',
      holder: { name: wu.name },
      fault: { code: 'VIRTUAL_CARD_MISMATCH' },
    })
    expect(desk.control.calls.filter((call) => call === 'presentVirtualCard')).toHaveLength(1)
    okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber)), encounterId))
    expect(desk.context.cards.current()?.session).toMatchObject({ holder: { name: lin.name }, phase: 'authenticated' })
    await putAway()
    expect(okValue(await scanFor(token))).toMatchObject({
      holder: { name: wu.name },
      phase: 'authenticated',
      fault: null,
    })
    expect((await register()).medium).toBe('virtual')
  })

  it('and the other code still is its own after it was put away unused', async () => {
    await scan(lin)
    const { encounterId } = await register()
    const token = desk.control.makeVirtualCard(virtualOf(wu, wu.cardNumber))
    expect(codeOf(await scanFor(token, encounterId))).toBe('VIRTUAL_CARD_MISMATCH')
    await putAway()
    expect(desk.context.virtualCards.seen(token)).toEqual({ kind: 'new' })
    expect(okValue(await scanFor(token)).phase).toBe('authenticated')
  })

  it('scanned by mistake for the visit of somebody else, keeps their own visit its token', async () => {
    await scan(lin)
    const ofLin = await register()
    desk.advance(1_800_000)
    await scan(wu)
    const ofWu = await register()
    const { virtualUntil } = ofWu
    expect(virtualUntil).not.toBeNull()
    desk.advance(1_800_000)
    const token = desk.control.makeVirtualCard(virtualOf(wu, wu.cardNumber))
    expect(codeOf(await scanFor(token, ofLin.encounterId))).toBe('VIRTUAL_CARD_MISMATCH')
    expect(okValue(await summariseVisit(desk.context, ofWu.encounterId)).virtualUntil).toBe(virtualUntil)
    await putAway()
    await consult(ofWu.encounterId)
    expect(okValue(await close(ofWu.encounterId)).state).toBe('closed')
    expect(desk.control.calls.filter((call) => call === 'presentVirtualCard')).toHaveLength(2)
    expect(okValue(await scanFor(token)).phase).toBe('authenticated')
  })

  it('a new code that is no good takes nothing from the visit that stands on the one before', async () => {
    desk.control.letVirtualCardsReturn(true)
    await scan(lin)
    const { encounterId, virtualUntil } = await register()
    desk.advance(600_000)
    desk.control.refuseNext('presentVirtualCard', 'VIRTUAL_CARD_EXPIRED', 1018)
    const again = desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber))
    expect(codeOf(await scanFor(again))).toBe('VIRTUAL_CARD_EXPIRED')
    expect(okValue(await summariseVisit(desk.context, encounterId)).virtualUntil).toBe(virtualUntil)
    await consult(encounterId)
    expect(okValue(await close(encounterId)).state).toBe('closed')
    expect(desk.context.virtualCards.find(lin)).toBeNull()
  })

  it('stays noted when the card has to be scanned again, before the registration and after it', async () => {
    const { sessionId } = await scan(lin)
    const delegate = { relation: 'family', name: '林示意' } as const
    okValue(await noteDelegate(desk.context, { cardSessionId: sessionId, delegate }))
    expect((await scan(lin)).virtual?.delegate).toEqual(delegate)
    const { encounterId } = await register()
    expect((await scan(wu)).virtual?.delegate).toBeNull()
    desk.advance(3_600_000)
    const again = okValue(await scanFor(desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber)), encounterId))
    expect(again.virtual?.delegate).toEqual(delegate)
  })

  it('cannot come to a visit by plastic card, nor to one that has ended', async () => {
    await desk.insert(lin)
    const { encounterId } = await register()
    const token = desk.control.makeVirtualCard(virtualOf(lin, lin.cardNumber))
    expect(codeOf(await scanFor(token, encounterId))).toBe('VISIT_STATE')
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
