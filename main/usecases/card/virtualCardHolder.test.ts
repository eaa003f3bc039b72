import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { okValue } from '../../store/temporaryStore.ts'
import { summariseVisit } from '../record/visitView.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { noteDelegate } from './virtualCardAtDesk.ts'
import { codeOf, virtualOf, virtualVisitVerbs } from './virtualVisit.fixture.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
  await desk.signIn()
})
afterEach(() => desk.dispose())

const { scanFor, scan, register, putAway, consult, close } = virtualVisitVerbs(() => desk)

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
