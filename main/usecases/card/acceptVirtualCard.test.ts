import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { vhcSdkWay } from '../../../native/nhi-control/vhc-sdk/notOffered.ts'
import type { CardSessionId } from '../../../preload/contract/words.ts'
import { okValue } from '../../store/temporaryStore.ts'
import { lin, openTestDesk, type TestDesk, wu } from '../testDesk.ts'
import { acceptVirtualCard, acceptVirtualCardToken, giveUpVirtualCard } from './acceptVirtualCard.ts'
import { updateCard } from './updateCard.ts'
import { putAwayVirtualCard, readCardAgain } from './virtualCardAtDesk.ts'
import { codeOf, virtualOf } from './virtualVisit.fixture.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(() => desk.dispose())

const scan = (text: string) => acceptVirtualCard(desk.context, { text, source: 'wedge', encounterId: null })
const callsOf = (name: string): number => desk.control.calls.filter((call) => call === name).length

describe('a scanned virtual card', () => {
  it('becomes the authenticated card of this desk', async () => {
    const session = okValue(await scan(desk.control.makeVirtualCard(virtualOf(lin))))
    expect(session).toMatchObject({
      medium: 'virtual',
      phase: 'authenticated',
      holder: { name: lin.name, cardNumberTail: '0011', age: 42 },
      fault: { code: 'PROFESSIONAL_PIN_NEEDED' },
      virtual: {
        source: 'wedge',
        scannedAt: '2026-11-20T02:00:00.000Z',
        qrUntil: '2026-11-20T02:05:00.000Z',
        usableUntil: '2026-11-20T03:00:00.000Z',
        lapsed: false,
        delegate: null,
        photo: null,
      },
    })
    expect(desk.context.cards.current()?.session).toEqual(session)
  })

  it('shows its token to nobody: not to the screens, the session, or whoever prints the keeper', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    okValue(await scan(token))
    const { virtualCards, cards } = desk.context
    const told = JSON.stringify([desk.published, cards.current(), virtualCards.find(lin), virtualCards.seen(token)])
    expect(told).toContain(lin.name)
    expect(told).not.toContain(token)
  })

  it.each([
    ['https://example.invalid/menu/1234', 'url'],
    ['289012345678901234', 'payment'],
    ['short', 'other'],
    ['x'.repeat(400), 'too-long'],
  ])('%s is refused before anybody is asked', async (text, reason) => {
    expect(await scan(text)).toMatchObject({ ok: false, error: { code: 'SCANNED_TEXT_REFUSED', details: { reason } } })
    expect(desk.control.calls).toEqual([])
  })

  it('is judged by the NHI and not by the age of the scan: 4:59 is good, 5:01 is not', async () => {
    const [early, late] = [virtualOf(lin), virtualOf(wu)].map((card) => desk.control.makeVirtualCard(card))
    desk.advance(299_000)
    okValue(await scan(early ?? ''))
    desk.advance(2_000)
    expect(codeOf(await scan(late ?? ''))).toBe('VIRTUAL_CARD_EXPIRED')
    expect(desk.context.cards.current()?.profile?.nationalId).toBe(lin.nationalId)
  })

  it('is known again without asking, and shown as it was', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const first = okValue(await scan(token))
    const asked = desk.control.calls.length
    expect(okValue(await scan(token)).sessionId).toBe(first.sessionId)
    expect(desk.control.calls).toHaveLength(asked)
    await desk.insert(wu)
    const before = callsOf('readVirtualCard')
    expect(okValue(await scan(token))).toMatchObject({
      medium: 'virtual',
      phase: 'authenticated',
      holder: { name: lin.name },
    })
    expect(callsOf('readVirtualCard')).toBe(before)
  })

  it('is over once it was put away: the same code is not sent a second time', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const { sessionId } = okValue(await scan(token))
    okValue(await putAwayVirtualCard(desk.context, { cardSessionId: sessionId }))
    expect(desk.context.cards.current()).toBeNull()
    expect(desk.context.virtualCards.find(lin)).toBeNull()
    expect(okValue(await desk.control.status()).patientCard).toBe('none')
    const before = callsOf('readVirtualCard')
    expect(await scan(token)).toMatchObject({ error: { code: 'VIRTUAL_CARD_USED', details: { where: 'here' } } })
    expect(callsOf('readVirtualCard')).toBe(before)
  })

  it('wins alone: another one meanwhile is not sent, the same one gets the same answer', async () => {
    const [one, other] = [virtualOf(lin), virtualOf(wu)].map((card) => desk.control.makeVirtualCard(card))
    const release = desk.control.hold('readVirtualCard')
    const first = scan(one ?? '')
    const same = scan(one ?? '')
    expect(codeOf(await scan(other ?? ''))).toBe('VIRTUAL_CARD_BUSY')
    release()
    expect(okValue(await same).sessionId).toBe(okValue(await first).sessionId)
    expect(callsOf('readVirtualCard')).toBe(1)
    okValue(await scan(other ?? ''))
  })

  it('may come by another way than a scan', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const session = okValue(await acceptVirtualCardToken(desk.context, { token, source: 'remote', encounterId: null }))
    expect(session).toMatchObject({ phase: 'authenticated', virtual: { source: 'remote' } })
  })
})

describe('what the NHI refuses', () => {
  it.each([
    ['VIRTUAL_CARD_UNKNOWN', 1019],
    ['VIRTUAL_CARD_USED', 1020],
    ['VIRTUAL_CARD_NOT_ENROLLED', 1042],
    ['VIRTUAL_CARD_APP_OLD', 1043],
    ['PHYSICAL_CARD_ONLY', 1515],
    ['VIRTUAL_CARD_INVALID', 1520],
    ['VIRTUAL_CARD_TOO_OFTEN', 1525],
    ['VIRTUAL_CARD_TOKEN_MISSING', 3237],
    ['VIRTUAL_CARD_LAPSED', 3238],
    ['VIRTUAL_CARD_NOT_AUTHORISED', 3239],
    ['VIRTUAL_CARD_DECLINED', 3240],
  ] as const)(
    '%s is told in its own words, when read and when presented, and nothing is kept',
    async (code, number) => {
      for (const call of ['readVirtualCard', 'presentVirtualCard'] as const) {
        const token = desk.control.makeVirtualCard(virtualOf(lin))
        desk.control.refuseNext(call, code, number)
        expect(await scan(token)).toMatchObject({ ok: false, error: { code, details: { statusCode: number } } })
        expect(desk.context.cards.current()).toBeNull()
        expect(desk.context.virtualCards.find(lin)).toBeNull()
      }
    },
  )

  it('a stranger behind the code: everything stops', async () => {
    const card = virtualOf(lin)
    const token = desk.control.makeVirtualCard(card)
    const read = desk.control.readVirtualCard
    Object.assign(desk.control, {
      readVirtualCard: async (text: string) => {
        const answer = await read(text)
        return answer.ok ? { ok: true, value: { ...answer.value, birthDate: '1990-01-01' } } : answer
      },
    })
    expect(codeOf(await scan(token))).toBe('VIRTUAL_CARD_MISMATCH')
    expect(desk.context.cards.current()).toBeNull()
  })
})

describe('a line that is down', () => {
  it('burns no code: nothing is sent, nothing kept, and it serves when the line is back', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    desk.control.cutServer(true)
    expect(await scan(token)).toMatchObject({
      error: { code: 'VIRTUAL_CARD_NOT_REDEEMED', retryable: true, details: { cause: 'NHI_UNREACHABLE' } },
    })
    expect(callsOf('readVirtualCard')).toBe(0)
    expect(desk.context.cards.current()).toBeNull()
    desk.control.cutServer(false)
    expect(okValue(await scan(token)).phase).toBe('authenticated')
  })

  it('between reading and presenting leaves the code good: scanned again, it is presented', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    desk.control.refuseNext('presentVirtualCard', 'NHI_UNREACHABLE')
    expect(okValue(await scan(token)).phase).toBe('identified')
    expect(okValue(await scan(token))).toMatchObject({ phase: 'authenticated', holder: { name: lin.name } })
    expect(callsOf('readVirtualCard')).toBe(1)
    const other = desk.control.makeVirtualCard(virtualOf(wu))
    desk.control.refuseNext('presentVirtualCard', 'NHI_UNREACHABLE')
    const { sessionId } = okValue(await scan(other))
    okValue(await putAwayVirtualCard(desk.context, { cardSessionId: sessionId }))
    expect(okValue(await scan(other))).toMatchObject({ phase: 'authenticated', holder: { name: wu.name } })
  })

  it('is said to be uncertain where the answer to the reading was lost', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    desk.control.loseNextReply('readVirtualCard')
    expect(await scan(token)).toMatchObject({
      error: { code: 'VIRTUAL_CARD_UNCERTAIN', details: { cause: 'NHI_REPLY_LOST' } },
    })
    expect(okValue(await scan(token)).phase).toBe('authenticated')
  })

  it('between reading and presenting leaves the holder on the screen, and goes on when asked again', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    desk.control.refuseNext('presentVirtualCard', 'NHI_UNREACHABLE')
    expect(okValue(await scan(token))).toMatchObject({
      phase: 'identified',
      holder: { name: lin.name },
      fault: { code: 'NHI_UNREACHABLE' },
      proposedException: 'A020',
    })
    expect(okValue(await readCardAgain(desk.context))).toMatchObject({
      phase: 'authenticated',
      fault: { code: 'PROFESSIONAL_PIN_NEEDED' },
    })
  })
})

describe('a scan that is given up', () => {
  const notRedeemed = { ok: false, error: { code: 'VIRTUAL_CARD_NOT_REDEEMED', details: { where: 'given-up' } } }
  const giveUp = async () => okValue(await giveUpVirtualCard(desk.context))

  it('before its code was sent sends nothing, and the code serves afterwards', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const before = Promise.withResolvers<void>()
    const earlierVerb = desk.context.cardTurn(() => before.promise)
    const inLine = scan(token)
    await giveUp()
    before.resolve()
    await earlierVerb
    expect(await inLine).toMatchObject(notRedeemed)
    const release = desk.control.hold('probeServer')
    const asking = scan(token)
    await expect.poll(() => callsOf('probeServer')).toBe(1)
    await giveUp()
    release()
    expect(await asking).toMatchObject(notRedeemed)
    expect(callsOf('readVirtualCard')).toBe(0)
    expect(okValue(await scan(token)).phase).toBe('authenticated')
  })

  it('while its code is read leaves the desk to the plastic card put in since, and the code good', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const release = desk.control.hold('readVirtualCard')
    const scanning = scan(token)
    await expect.poll(() => callsOf('readVirtualCard')).toBe(1)
    await giveUp()
    await desk.insert(wu)
    const session = desk.context.cards.current()?.session
    release()
    expect(await scanning).toMatchObject(notRedeemed)
    expect(desk.context.cards.current()?.session).toMatchObject({ sessionId: session?.sessionId, medium: 'plastic' })
    expect(callsOf('presentVirtualCard')).toBe(0)
    expect(desk.context.virtualCards.seen(token)).toEqual({ kind: 'new' })
    expect(okValue(await scan(token))).toMatchObject({ phase: 'authenticated', holder: { name: lin.name } })
  })

  it('is waited for again when the same code is shown once more', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const release = desk.control.hold('readVirtualCard')
    const first = scan(token)
    await expect.poll(() => callsOf('readVirtualCard')).toBe(1)
    await giveUp()
    const again = scan(token)
    release()
    const session = okValue(await again)
    expect(session).toMatchObject({ phase: 'authenticated', holder: { name: lin.name } })
    expect(okValue(await first).sessionId).toBe(session.sessionId)
    expect(callsOf('readVirtualCard')).toBe(1)
    expect(desk.context.cards.current()?.session.sessionId).toBe(session.sessionId)
  })

  it('says nothing about the next one, nor about a patient who was approved from afar', async () => {
    await giveUp()
    okValue(await scan(desk.control.makeVirtualCard(virtualOf(lin))))
    await desk.insert(wu)
    desk.pull()
    const token = desk.control.makeVirtualCard(virtualOf(wu))
    const release = desk.control.hold('readVirtualCard')
    const showing = acceptVirtualCardToken(desk.context, { token, source: 'remote', encounterId: null })
    await expect.poll(() => callsOf('readVirtualCard')).toBe(2)
    await giveUp()
    release()
    expect(okValue(await showing)).toMatchObject({ phase: 'authenticated', holder: { name: wu.name } })
  })
})

describe('beside a plastic card', () => {
  it('the newest has the desk, and putting the virtual one away reads what lies in the reader', async () => {
    await desk.insert(wu)
    const { sessionId } = okValue(await scan(desk.control.makeVirtualCard(virtualOf(lin))))
    expect(desk.context.cards.current()?.profile?.nationalId).toBe(lin.nationalId)
    okValue(await putAwayVirtualCard(desk.context, { cardSessionId: sessionId }))
    expect(await desk.context.cards.settled()).toMatchObject({
      session: { medium: 'plastic', phase: 'authenticated' },
      profile: { nationalId: wu.nationalId },
    })
  })

  it('a plastic card put in meanwhile does not cut the scan short', async () => {
    const release = desk.control.hold('presentVirtualCard')
    const scanning = scan(desk.control.makeVirtualCard(virtualOf(lin)))
    await expect.poll(() => callsOf('presentVirtualCard')).toBe(1)
    const inserted = desk.insert(wu)
    release()
    expect(codeOf(await scanning)).toBe('CARD_CHANGED')
    await inserted
    expect(await desk.context.cards.settled()).toMatchObject({
      session: { medium: 'plastic', phase: 'authenticated' },
      profile: { nationalId: wu.nationalId },
    })
  })

  it('put in before the code was presented leaves the code good', async () => {
    const token = desk.control.makeVirtualCard(virtualOf(lin))
    const release = desk.control.hold('presentVirtualCard')
    desk.control.refuseNext('presentVirtualCard', 'NHI_UNREACHABLE')
    const scanning = scan(token)
    await expect.poll(() => callsOf('presentVirtualCard')).toBe(1)
    const inserted = desk.insert(wu)
    release()
    expect(codeOf(await scanning)).toBe('CARD_CHANGED')
    await inserted
    expect(okValue(await scan(token))).toMatchObject({ phase: 'authenticated', holder: { name: lin.name } })
  })

  it('what only a plastic card can is refused for a virtual one', async () => {
    const { sessionId } = okValue(await scan(desk.control.makeVirtualCard(virtualOf(lin))))
    expect(codeOf(await updateCard(desk.context, { cardSessionId: sessionId as CardSessionId }))).toBe(
      'PLASTIC_CARD_NEEDED',
    )
  })
})

describe('at a way that takes virtual cards only', () => {
  beforeEach(async () => {
    await desk.dispose()
    desk = await openTestDesk({ way: vhcSdkWay })
  })

  it('a plastic card is named and told that it is not taken, and the virtual one goes on speaking', async () => {
    okValue(await scan(desk.control.makeVirtualCard(virtualOf(lin))))
    const asked = desk.control.calls.length
    await desk.insert(wu)
    expect(desk.context.cards.current()).toMatchObject({
      profile: { nationalId: wu.nationalId },
      session: {
        medium: 'plastic',
        phase: 'identified',
        fault: { code: 'PLASTIC_CARD_NOT_TAKEN', details: { adapter: 'vhc-sdk' } },
        proposedException: null,
      },
    })
    const since = desk.control.calls.slice(asked)
    expect(since).not.toContain('logOutPatientCard')
    expect(since).not.toContain('registeredPerson')
  })
})
