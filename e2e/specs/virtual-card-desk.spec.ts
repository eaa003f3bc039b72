import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { wcagProblems } from '../fixtures/axe.ts'
import type { Desk } from '../fixtures/desk.ts'
import { pngOf } from '../fixtures/qr/files.ts'
import { drawScene } from '../fixtures/qr/scene.ts'
import { bothReceived, consult, present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'
import { words } from '../pages/words.ts'
import type { CardId, Sims } from '../sims/client.ts'

const name = '林示安'
const hour = 3_600_000

const look = async (desk: Desk, what: string): Promise<void> => {
  mkdirSync(join('test-results', 'looks'), { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme: theme })
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
    await desk.page.screenshot({ path: join('test-results', 'looks', `virtual-${what}-${theme}.png`) })
    expect.soft(await wcagProblems(desk.page), `WCAG 2.2 AA: ${what}, ${theme}`).toEqual([])
  }
}

const scanCode = async (desk: Desk, sims: Sims, card: CardId): Promise<string> => {
  const token = await sims.nhi.makeVirtualCard(card)
  await desk.virtualCard.scan(token)
  return token
}

const byCode = async (desk: Desk, sims: Sims, card: CardId, holder: string): Promise<string> => {
  const token = await scanCode(desk, sims, card)
  await desk.strip.shows(holder)
  await desk.frontDesk.cardIs('authenticated')
  await desk.virtualCard.isAway()
  return token
}

test('who presents the card is written down, and the card scanned again from the cashier when its hour is over', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, page, virtualCard } = desk
  await signOn(desk, sims)
  await byCode(desk, sims, 'lin-adult', name)
  await expect(virtualCard.holder).toContainText(name)
  await expect(page.getByTestId('no-photo')).toBeVisible()
  await expect(page.getByTestId('open-own-pin'), 'a virtual card has no PIN here').toHaveCount(0)
  await page.keyboard.press('Control+p')
  await look(desk, '01-holder')
  await expect(page.getByTestId('own-pin')).toHaveCount(0)
  // With the keyboard alone, and Enter registers afterwards.
  await virtualCard.delegate('林示範')
  expect((await frontDesk.register()).serial).toBe('V001')
  await expect(page.getByTestId('registered').getByTestId('visit-delegate')).toContainText('林示範')
  await look(desk, '02-registered')
  await frontDesk.next()
  await desk.strip.isEmpty()
  const [visit] = await desk.ask('visit:list', { day: null })
  expect(visit).toMatchObject({ medium: 'virtual', delegate: { relation: 'family', name: '林示範' } })
  await expect(frontDesk.row(name).getByTestId('virtual-chip')).toHaveAttribute('data-state', 'calm')

  await consult(desk)
  await cashier.open()
  await expect(page.getByTestId('virtual-visit')).toHaveAttribute('data-state', 'calm')
  await expect(cashier.screen.getByTestId('visit-delegate')).toContainText('林示範')
  await sims.nhi.shiftClock(hour + 60_000)
  await cashier.tryToClose('VIRTUAL_CARD_LAPSED')
  await look(desk, '03-cashier-lapsed')
  await test.step('somebody else’s code is told with both names', async () => {
    await page.getByTestId('scan-again-visit').click()
    await expect(page.getByTestId('scan-for')).toContainText(name)
    await scanCode(desk, sims, 'wu-low-income')
    await virtualCard.refuses('VIRTUAL_CARD_MISMATCH', 'new-code')
    await expect(page.getByTestId('scan-refused').getByTestId('swap-patient')).toHaveText(name)
    await look(desk, '04-cashier-mismatch')
  })
  await test.step('the right one goes on with what had stopped', async () => {
    await page.getByTestId('way-new-code').click()
    await scanCode(desk, sims, 'lin-adult')
    await virtualCard.isAway()
    await expect(cashier.stored).toBeVisible()
    await bothReceived(desk)
  })
})

test('every refusal has its own words and way on', async ({ sims, desk }) => {
  const { page, virtualCard } = desk
  await signOn(desk, sims)
  const readBasic = '/api/hc/v1/VirtualHc/ReadBasic'
  await test.step('however often it is tried, the focus goes back to where the person was', async () => {
    await page.keyboard.press('F3')
    const search = page.getByTestId('patient-search').locator('input').or(page.getByTestId('patient-search')).first()
    await expect(search).toBeFocused()
    await sims.control.failNext({ kind: 'code', code: '1018', path: readBasic })
    await scanCode(desk, sims, 'lin-adult')
    await page.getByTestId('way-new-code').press('Enter')
    await expect(page.getByTestId('scan-panel')).toBeFocused()
    await page.keyboard.press('Escape')
    await virtualCard.isAway()
    await expect(search).toBeFocused()
  })
  for (const [code, expected, way] of [
    ['1018', 'VIRTUAL_CARD_EXPIRED', 'new-code'],
    ['1019', 'VIRTUAL_CARD_UNKNOWN', 'new-code'],
    ['1020', 'VIRTUAL_CARD_USED', 'list'],
    ['3244', 'VIRTUAL_CARD_VISIT_USED', 'list'],
    ['1042', 'VIRTUAL_CARD_NOT_ENROLLED', 'settings'],
    ['3237', 'VIRTUAL_CARD_TOKEN_MISSING', 'new-code'],
    ['3239', 'VIRTUAL_CARD_NOT_AUTHORISED', 'same-code'],
    ['3238', 'VIRTUAL_CARD_LAPSED', 'new-code'],
    ['3240', 'VIRTUAL_CARD_DECLINED', 'new-code'],
    ['1515', 'PHYSICAL_CARD_ONLY', 'plastic'],
  ] as const) {
    await sims.control.failNext({ kind: 'code', code, path: readBasic })
    await scanCode(desk, sims, 'lin-adult')
    await virtualCard.refuses(expected, way)
  }
  await look(desk, '05-refused')
  await page.keyboard.press('Escape')
  await virtualCard.isAway()

  const scan = scanOn(() => page)
  const picture = async (text: string | Uint8Array): Promise<void> => {
    const drawn = drawScene({ text, width: 480, height: 480, share: 0.9 })
    await scan.picture({ name: 'code.png', mimeType: 'image/png', buffer: pngOf(drawn) })
  }
  // No two neighbours have the same reason: each is told anew.
  for (const [reason, bring] of [
    ['url', () => virtualCard.scan('https://example.org/some/page')],
    ['payment', () => virtualCard.scan('289012345678901234')],
    ['appointment', () => virtualCard.scan('APPT:20261201-0930-A12-0000000000')],
    ['payment', () => picture('TWQRP://00000000NTTransfer/158/02/V1?D5=004&D6=0000000000000000')],
    ['appointment', () => picture('示範醫院 115/11/25 上午 一診 看診序號 23')],
    ['too-long', () => virtualCard.scan('x'.repeat(4_100))],
    ['binary', () => picture(new Uint8Array([0, 255, 1, 254, 2, 253, 3, 252, 4, 5]))],
    ['appointment', () => picture('{"appointmentId":"0f8fad5b-d9cb-469f-a165","date":"2026-12-01"}')],
  ] as const) {
    await bring()
    await scan.says(reason)
    await expect(page.getByTestId('scan-note')).toContainText(words(`scan.refused.${reason}`))
    await scan.tookNothing()
  }
  expect(await desk.ask('card:current', {})).toBeNull()
  await test.step('the same code twice is the card that is there already', async () => {
    const token = await byCode(desk, sims, 'lin-adult', name)
    await virtualCard.scan(token)
    await expect(page.getByTestId('scan-known')).toContainText(words('virtualCard.known'))
  })
})

test('a slow answer can be given up and leaves nobody on the screen; a child’s code asks first who shows it', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page, strip, virtualCard } = desk
  await signOn(desk, sims)
  const child = await sims.nhi.makeVirtualCard('zhang-child')
  await sims.control.failNext({ kind: 'slow', delayMs: 6_000, path: '/api/hc/v1/VirtualHc/ReadBasic' })
  await scanCode(desk, sims, 'lin-adult')
  await test.step('while it is waited for, another code is not sent', async () => {
    await expect(page.getByTestId('scan-redeeming').getByTestId('code-time')).toBeVisible()
    await virtualCard.scan(child)
    await expect(page.getByTestId('scan-busy')).toBeVisible()
  })
  await page.getByTestId('give-up-redeeming').click()
  await virtualCard.isAway()
  await test.step('nor afterwards, as long as the first is on its way: the second stays good', async () => {
    await virtualCard.scan(child)
    await virtualCard.refuses('VIRTUAL_CARD_BUSY', 'same-code')
    // Nothing is under way any more once another code is sent, and nobody is left once the first one was put away.
    const nobodys = { text: 'NHIVC2.nobodys-code-of-no-card', source: 'wedge', encounterId: null } as const
    await expect
      .poll(() => desk.invoke('virtual-card:accept', nobodys), { timeout: 20_000 })
      .toMatchObject({ error: { code: 'VIRTUAL_CARD_UNKNOWN' } })
    await expect.poll(() => desk.ask('card:current', {})).toBeNull()
    await frontDesk.hasNobody()
    await page.getByTestId('way-same-code').click()
    await virtualCard.scan(child)
    await expect(page.getByTestId('virtual-holder')).toContainText('張樣童')
  })
  await test.step('the form for who shows it stands there, and Enter registers whoever was typed into it', async () => {
    await frontDesk.cardIs('authenticated')
    await expect(page.getByTestId('delegate-form')).toBeVisible()
    await expect(page.getByTestId('register-button')).toBeFocused()
    await virtualCard.staysInSight('張樣童')
    await look(desk, '09-child')
    await page.getByTestId('delegate-name').fill('張樣父')
    await page.getByTestId('register-button').focus()
  })
  await strip.shows('張樣童')
  await frontDesk.register()
  const visits = await desk.ask('visit:list', { day: null })
  expect(visits).toMatchObject([{ patient: { name: '張樣童' }, delegate: { relation: 'family', name: '張樣父' } }])
})

test('somebody on the screen is asked about first, keeps the form, and the same code is known again', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page, strip, virtualCard } = desk
  await signOn(desk, sims)
  const token = await byCode(desk, sims, 'lin-adult', name)
  await test.step('the same code: nothing is sent', async () => {
    await virtualCard.scan(token)
    await expect(page.getByTestId('scan-known')).toBeVisible()
    await page.keyboard.press('Escape')
    await virtualCard.isAway()
  })
  const session = page.getByTestId('choose-session').getByRole('radio', { checked: true })
  const proposed = await session.inputValue()
  const other = proposed === 'evening' ? 'morning' : 'evening'
  await page.getByTestId('choose-session').locator(`label:has(input[value=${other}])`).click()

  await test.step('kept: the other code is not sent', async () => {
    await scanCode(desk, sims, 'wu-low-income')
    await expect(page.getByTestId('switch-question')).toContainText(name)
    await look(desk, '06-switch')
    await virtualCard.answerSwitch('keep')
    await strip.shows(name)
    await expect(session).toHaveValue(other)
  })
  await test.step('changed, and back: what was chosen is still there', async () => {
    await scanCode(desk, sims, 'wu-low-income')
    await virtualCard.answerSwitch('change')
    await strip.shows('吳範例')
    await frontDesk.cardIs('authenticated')
    await virtualCard.putAway()
    await strip.isEmpty()
    await byCode(desk, sims, 'lin-adult', name)
    await expect(session).toHaveValue(other)
  })
  await test.step('put away: the screen is empty, and the next plastic card comes as ever', async () => {
    await virtualCard.putAway()
    await strip.isEmpty()
    await present(desk, sims, 'lin-adult', name)
    await expect(virtualCard.holder).toHaveCount(0)
  })
  await test.step('gone while the question stands: it is asked anew, and the code is still good', async () => {
    const question = page.getByTestId('switch-question')
    await scanCode(desk, sims, 'wu-low-income')
    await expect(question).toHaveAttribute('data-person', 'here')
    await sims.cards.pull()
    await expect(question).toHaveAttribute('data-person', 'gone')
    await expect(question).not.toContainText(name)
    await look(desk, '10-switch-gone')
    await page.getByTestId('switch-change').press('Enter')
    await strip.shows('吳範例')
    await virtualCard.isAway()
    await frontDesk.cardIs('authenticated')
  })
})

test('without a line the code is not burnt: how long it is good, and the way without it', async ({ sims, desk }) => {
  const { page, status, virtualCard } = desk
  await signOn(desk, sims)
  await sims.vpn.cut()
  await status.is('vpn', 'down')
  await scanCode(desk, sims, 'lin-adult')
  await virtualCard.refuses('VIRTUAL_CARD_NOT_REDEEMED', 'exception')
  await expect(page.getByTestId('scan-refused').getByTestId('code-time')).toContainText(/[0-4]:\d\d/)
  await look(desk, '07-offline')
  await page.getByTestId('way-exception').click()
  await virtualCard.isAway()
  await expect(
    page.getByTestId('patient-search').locator('input').or(page.getByTestId('patient-search')).first(),
  ).toBeFocused()
})
