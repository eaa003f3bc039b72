import { tablesWith } from '../crash/ledgers.ts'
import { type Desk, openDesk } from '../fixtures/desk.ts'
import { readLogs } from '../fixtures/mainLog.ts'
import { pngOf } from '../fixtures/qr/files.ts'
import { drawScene } from '../fixtures/qr/scene.ts'
import { bothReceived, consult, present, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'
import type { CardId, Sims } from '../sims/client.ts'

const name = '林示安'
const minute = 60_000
const hour = 60 * minute

/** The patient's telephone is photographed: the code comes as a picture file. */
const showCode = async (desk: Desk, text: string): Promise<void> => {
  const scan = scanOn(() => desk.page)
  // A refusal leaves the scan open; a card that was taken has closed it, which its step has waited for.
  if ((await desk.page.getByTestId('scan-panel').count()) === 0) await scan.open()
  const picture = pngOf(drawScene({ text, width: 640, height: 640, share: 0.9 }))
  await scan.picture({ name: 'phone.png', mimeType: 'image/png', buffer: picture })
}

const presentVirtual = async (desk: Desk, sims: Sims, card: CardId, holder: string): Promise<string> => {
  const token = await sims.nhi.makeVirtualCard(card)
  await showCode(desk, token)
  await desk.strip.shows(holder)
  await desk.frontDesk.cardIs('authenticated')
  await expect(desk.page.getByTestId('scan-panel')).toHaveCount(0)
  return token
}

const accept = (desk: Desk, text: string, encounterId: string | null = null) =>
  desk.invoke('virtual-card:accept', { text, source: 'wedge', encounterId })

const putAway = async (desk: Desk): Promise<void> => {
  const session = await desk.ask('card:current', {})
  if (session !== null) await desk.ask('virtual-card:put-away', { cardSessionId: session.sessionId })
}

const visitOf = async (desk: Desk, holder: string) => {
  const visit = (await desk.ask('visit:list', { day: null })).findLast(({ patient }) => patient.name === holder)
  if (visit === undefined) throw new Error(`no visit of ${holder}`)
  return visit
}

test('a whole visit by one scan: letter serial, card writes, record accepted, and the token nowhere', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk } = desk
  await signOn(desk, sims)
  const token = await presentVirtual(desk, sims, 'lin-adult', name)
  expect((await frontDesk.register()).serial).toBe('V001')
  expect(await visitOf(desk, name)).toMatchObject({ medium: 'virtual', virtualUntil: expect.stringContaining('T') })
  await consult(desk)
  await cashier.open()
  await cashier.close(1000)
  await bothReceived(desk)
  const { visits, records } = await sims.nhi.ledger()
  expect(visits).toMatchObject([
    { sequenceNumber: 'V001', virtual: true, codesAndFees: { mainCode: 'J069', costFee: '50' } },
  ])
  expect(visits[0]?.orders).toHaveLength(2)
  expect(records).toHaveLength(1)
  expect(records[0]?.record.header).toMatchObject({ H01: 'A' })
  expect(records[0]?.record.visit).toMatchObject({ M13: 'V001', M14: visits[0]?.signature })
  expect(await visitOf(desk, name)).toMatchObject({ state: 'closed', medium: 'virtual', virtualUntil: null })
  expect(await desk.ask('card:current', {})).toBeNull()
  expect(readLogs(desk.dataDirectory) + desk.output()).not.toContain(token)
  const stored = await tablesWith(desk.dataDirectory, [token, name, 'V001'])
  expect(stored[token]).toEqual([])
  // The search does find what is there, in plain columns and in packed records.
  expect(stored[name]).toContain('patient')
  expect(stored.V001).toEqual(expect.arrayContaining(['encounter', 'outbox_payload']))
})

test('plastic in the morning, virtual in the evening: each visit has its own serial and card', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk } = desk
  await signOn(desk, sims)
  expect((await register(desk, sims, 'lin-adult', name)).serial).toBe('0001')
  await consult(desk)
  await cashier.open()
  await cashier.close()
  await bothReceived(desk)
  await sims.cards.pull()
  await frontDesk.open()
  await frontDesk.next()
  await presentVirtual(desk, sims, 'lin-adult', name)
  expect((await frontDesk.register()).serial).toBe('V001')
  await consult(desk)
  // The cashier's screen still shows the first visit.
  const { encounterId } = await visitOf(desk, name)
  const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
  expect(await desk.ask('cashier:close', closing)).toMatchObject({ state: 'closed', cardWrite: 'written' })
  await expect.poll(async () => (await sims.nhi.ledger()).records.length, { timeout: 20_000 }).toBe(2)
  const { visits, records } = await sims.nhi.ledger()
  expect(visits.map(({ sequenceNumber, virtual }) => [sequenceNumber, virtual])).toEqual([
    ['0001', false],
    ['V001', true],
  ])
  expect(records.map(({ record }) => record.visit.M13).toSorted()).toEqual(['0001', 'V001'])
  expect((await desk.ask('visit:list', { day: null })).map(({ medium }) => medium)).toEqual(['plastic', 'virtual'])
})

test('five minutes by the server’s clock, whatever this PC’s says: good at 4:59, not at 5:01', async ({
  sims,
  dataDirectory,
}) => {
  const { settingsFile, env: environment } = sims
  for (const off of [12 * hour, -12 * hour]) {
    await sims.reset()
    await sims.nhi.shiftClock(off)
    const desk = await openDesk({ settingsFile, dataDirectory: `${dataDirectory}${off}`, environment })
    await desk.status.is('vpn', 'up')
    await desk.status.is('sam', 'verified')
    const atAge = async (token: Promise<string>, age: number) => {
      const madeAt = Date.now()
      const text = await token
      await sims.nhi.shiftClock(off + age - (Date.now() - madeAt))
      return accept(desk, text)
    }
    // Half a second for the way there: it is redeemed at 4:59. A PC that was too busy to be there in time takes another code.
    await expect(async () => {
      await sims.nhi.shiftClock(off)
      const good = await atAge(sims.nhi.makeVirtualCard('lin-adult'), 298_500)
      expect(good).toMatchObject({ ok: true, value: { medium: 'virtual', phase: 'authenticated' } })
    }).toPass({ timeout: 30_000 })
    await sims.nhi.shiftClock(off)
    const late = await atAge(sims.nhi.makeVirtualCard('wu-low-income'), 301_000)
    expect(late).toMatchObject({ ok: false, error: { code: 'VIRTUAL_CARD_EXPIRED', details: { statusCode: 1018 } } })
    await desk.close()
    expect(desk.complaints()).toEqual([])
  }
})

test('the card is taken once only, and its hour ends in the middle of the visit: it is kept, and goes on after a new scan', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk } = desk
  await signOn(desk, sims)
  await presentVirtual(desk, sims, 'lin-adult', name)
  expect((await frontDesk.register()).serial).toBe('V001')
  await consult(desk)
  await test.step('a plastic card was read in between, and the code is taken once only (1020): scanned again', async () => {
    const { encounterId } = await visitOf(desk, name)
    await frontDesk.open()
    await present(desk, sims, 'wu-low-income', '吳範例')
    const closing = { encounterId, received: 1000, exceptionCode: null, exceptionReason: null }
    expect(await desk.invoke('cashier:close', closing)).toMatchObject({
      error: { code: 'VIRTUAL_CARD_LAPSED', details: { cause: 'VIRTUAL_CARD_USED', statusCode: 1020 } },
    })
    expect(await visitOf(desk, name)).toMatchObject({ state: 'to-pay', virtualUntil: null })
    await sims.cards.pull()
    const again = await accept(desk, await sims.nhi.makeVirtualCard('lin-adult'), encounterId)
    expect(again).toMatchObject({ ok: true, value: { phase: 'authenticated' } })
  })
  await cashier.open()
  await sims.nhi.shiftClock(hour + minute)
  await cashier.tryToClose('VIRTUAL_CARD_LAPSED')
  const { encounterId, state, virtualUntil } = await visitOf(desk, name)
  expect({ state, virtualUntil }).toEqual({ state: 'to-pay', virtualUntil: null })

  await test.step('somebody else’s code does not do', async () => {
    const other = await accept(desk, await sims.nhi.makeVirtualCard('wu-low-income'), encounterId)
    expect(other).toMatchObject({ error: { code: 'VIRTUAL_CARD_MISMATCH' } })
    expect(await desk.ask('card:current', {})).toMatchObject({
      phase: 'identified',
      fault: { code: 'VIRTUAL_CARD_MISMATCH' },
    })
  })
  const again = await accept(desk, await sims.nhi.makeVirtualCard('lin-adult'), encounterId)
  expect(again).toMatchObject({ ok: true, value: { phase: 'authenticated' } })
  // What had stopped goes on by itself.
  await expect(cashier.stored).toBeVisible()
  await bothReceived(desk)
  const { visits } = await sims.nhi.ledger()
  expect(visits.map(({ sequenceNumber }) => sequenceNumber)).toEqual(['V001'])
})

test('without a line no code is burnt; a code that was used, and one refused, say so', async ({ sims, desk }) => {
  const { frontDesk, status } = desk
  await signOn(desk, sims)
  const token = await sims.nhi.makeVirtualCard('lin-adult')
  await test.step('offline: nothing is sent, nothing kept', async () => {
    await sims.vpn.cut()
    await status.is('vpn', 'down')
    await showCode(desk, token)
    await frontDesk.says('VIRTUAL_CARD_NOT_REDEEMED')
    expect(await desk.ask('card:current', {})).toBeNull()
  })
  await test.step('the same code serves when the line is back', async () => {
    await sims.vpn.restore()
    await status.is('vpn', 'up')
    await showCode(desk, token)
    await desk.strip.shows(name)
    await frontDesk.cardIs('authenticated')
    await expect(desk.page.getByTestId('scan-panel')).toHaveCount(0)
  })
  await test.step('seen once more it is the patient on the screen, and put away it is used', async () => {
    const before = await desk.ask('card:current', {})
    expect(await accept(desk, token)).toMatchObject({ ok: true, value: { sessionId: before?.sessionId } })
    await putAway(desk)
    await desk.strip.isEmpty()
    await showCode(desk, token)
    await frontDesk.says('VIRTUAL_CARD_USED')
  })
  for (const [code, expected] of [
    ['1020', 'VIRTUAL_CARD_USED'],
    ['1042', 'VIRTUAL_CARD_NOT_ENROLLED'],
    ['1043', 'VIRTUAL_CARD_APP_OLD'],
    ['1515', 'PHYSICAL_CARD_ONLY'],
  ] as const) {
    await sims.control.failNext({ kind: 'code', code, path: '/api/hc/v1/VirtualHc/ReadBasic' })
    await showCode(desk, await sims.nhi.makeVirtualCard('lin-adult'))
    await frontDesk.says(expected, code)
  }
  await test.step('one that has brought its visit', async () => {
    await presentVirtual(desk, sims, 'lin-adult', name)
    await sims.nhi.failNext({ kind: 'code', code: '3244', path: '/api/v1/SequelNumber/Next' })
    const told = await frontDesk.tryToRegister('VIRTUAL_CARD_VISIT_USED')
    await expect(told.getByTestId('fault-way-new-code')).toBeVisible()
    await expect(told.getByTestId('fault-retry')).toHaveCount(0)
    await told.getByTestId('fault-way-list').click()
    await expect(frontDesk.screen.locator('[data-testid=today-list]:focus-within')).toBeVisible()
    expect((await sims.nhi.ledger()).visits).toEqual([])
  })
})

test('by its token a visit is given back or closed while somebody else’s plastic card lies in the reader', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk } = desk
  await sims.nhi.letVirtualCardsReturn(true)
  await signOn(desk, sims)
  await presentVirtual(desk, sims, 'lin-adult', name)
  await frontDesk.register()
  await present(desk, sims, 'wu-low-income', '吳範例')
  await frontDesk.next()
  await test.step('given back', async () => {
    const { encounterId } = await visitOf(desk, name)
    expect(await desk.ask('registration:cancel', { encounterId })).toMatchObject({ state: 'cancelled' })
    expect((await sims.nhi.ledger()).visits).toMatchObject([{ virtual: true, rolledBack: true }])
  })
  await sims.cards.pull()
  await presentVirtual(desk, sims, 'lin-adult', name)
  expect((await frontDesk.register()).serial).toBe('V002')
  await consult(desk)
  await frontDesk.open()
  await present(desk, sims, 'wu-low-income', '吳範例')
  expect((await frontDesk.register()).serial).toBe('0001')
  await test.step('closed, with the card writes on the right card', async () => {
    const { encounterId } = await visitOf(desk, name)
    const closed = await desk.ask('cashier:close', {
      encounterId,
      received: 1000,
      exceptionCode: null,
      exceptionReason: null,
    })
    expect(closed).toMatchObject({ state: 'closed', cardWrite: 'written' })
    const { visits } = await sims.nhi.ledger()
    expect(visits.filter(({ codesAndFees }) => codesAndFees !== null)).toMatchObject([{ sequenceNumber: 'V002' }])
  })
  await test.step('and the plastic card speaks for its own visit afterwards', async () => {
    const { encounterId } = await visitOf(desk, '吳範例')
    expect(await desk.ask('registration:cancel', { encounterId })).toMatchObject({ state: 'cancelled' })
  })
  await cashier.open()
})
