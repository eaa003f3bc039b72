import { present, register, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import { words } from '../pages/words.ts'

const verification = '/api/sam/v1/Verification'
/** The program looks every half minute for what somebody here puts right. */
const untilHealedMs = 45_000

test('the control software is restarted in mid-day: the desk heals without a key press', async ({ sims, desk }) => {
  const { status, strip, frontDesk } = desk
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await frontDesk.next()
  await sims.cards.pull()
  await strip.isEmpty()
  await sims.control.absent()
  await status.is('sam', 'unknown')
  await test.step('a card that comes meanwhile is named, and waits', async () => {
    await sims.cards.insert('wu-low-income')
    await strip.shows('吳範例')
    await frontDesk.says('CONTROL_ABSENT')
  })
  await sims.control.on()
  await status.is('sam', 'verified')
  await test.step('and is authenticated by itself', async () => {
    await frontDesk.cardIs('authenticated')
    // By two cards: the professional's PIN went with the control software's session.
    await frontDesk.says('PROFESSIONAL_PIN_NEEDED')
  })
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
})

test('a call that finds the SAM lapsed goes on by itself, and one serial is taken', async ({ sims, desk }) => {
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.control.failNext({ kind: 'code', code: '4050', path: '/api/hc/v1/Signature/Hc' })
  const registered = await desk.frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

test('the console of the cloud SAM is not running: named, explained, and healed once it runs', async ({
  sims,
  desk,
}) => {
  const { status, frontDesk, strip, page } = desk
  await status.is('sam', 'verified')
  await sims.control.failNext({ kind: 'code', code: '9240', path: verification, count: 1_000 })
  await status.open('sam')
  await page.getByTestId('sam-reopen').press('Enter')
  const layer = page.locator('[data-layer]')
  const card = await expectErrorCard(layer, 'SAM_CONSOLE_NOT_RUNNING')
  await expect(card).toContainText('9240')
  await expect(page.getByTestId('sam-times')).toContainText('自動再試')
  await status.is('sam', /^(lapsed|not-verified)$/)
  await status.closeLayer()
  await test.step('nobody at the desk: the front desk says it, too', async () => {
    await expectErrorCard(frontDesk.screen, 'SAM_CONSOLE_NOT_RUNNING')
  })
  await test.step('a visit is not blocked silently, and there is a way on', async () => {
    await sims.cards.insert('lin-adult')
    await strip.shows('林示安')
    const error = await frontDesk.says('SAM_CONSOLE_NOT_RUNNING')
    await expect(error).toContainText('A030')
  })
  await sims.control.on()
  await expect(status.item('sam')).toHaveAttribute('data-state', 'verified', { timeout: untilHealedMs })
  await frontDesk.cardIs('authenticated')
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
})

test('what is wrong with the SAM file is named, whether it heals by itself or waits for a person, who verifies it again', async ({
  sims,
  desk,
}) => {
  const { status, page } = desk
  await status.is('sam', 'verified')
  await status.open('sam')
  const layer = page.locator('[data-layer]')
  for (const [number, code, awaitsPerson] of [
    ['9200', 'SAM_FILE_MISSING', false],
    ['9201', 'SAM_FILE_UNREADABLE', false],
    ['9202', 'SAM_FILE_ELSEWHERE', true],
    ['9203', 'SAM_FILE_MIXED', true],
  ] as const)
    await test.step(`${number}: ${code}`, async () => {
      await sims.control.failNext({ kind: 'code', code: number, path: verification, count: awaitsPerson ? 1 : 1_000 })
      await page.getByTestId('sam-reopen').press('Enter')
      await expect(await expectErrorCard(layer, code)).toContainText(number)
      await expect(layer).toContainText(awaitsPerson ? words('status.sam.awaitsPerson') : '自動再試')
      await status.is('sam', /^(lapsed|not-verified)$/)
      expect((await desk.ask('status:current', {})).sam).toMatchObject({ awaitsPerson })
      await sims.control.on()
      await page.getByTestId('sam-verify').press('Enter')
      await status.is('sam', 'verified')
      await expect(layer.getByTestId('error-card')).toHaveCount(0)
    })
})

test('closing that stopped at the SAM goes on by itself when it is verified again', async ({ sims, desk }) => {
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.control.failNext({ kind: 'code', code: '9240', path: '/api/hc/v1/Signature/Hc' })
  const error = await desk.cashier.tryToClose('SAM_CONSOLE_NOT_RUNNING')
  await expect(error).toContainText(words('cashier.goesOn'))
  await expect(desk.cashier.stored).toBeVisible({ timeout: untilHealedMs })
})
