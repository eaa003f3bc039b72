import { toRocDateTime } from '../../preload/contract/patient/rocDate.ts'
import { deskFollows, serversAhead, serversAt } from '../fixtures/clock.ts'
import { photograph } from '../fixtures/photograph.ts'
import { bothReceived, consult, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

test('the queue by keyboard: called in the waiting room, skipped, put back, and taken in by turn', async ({
  sims,
  desk,
}) => {
  const { page } = desk
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await sims.cards.pull()
  await register(desk, sims, 'wu-low-income', '吳範例')
  await desk.consultation.open()
  const row = (name: string) =>
    desk.consultation.screen.locator('[data-testid^=waiting-row-]').filter({ hasText: name })
  const names = desk.consultation.screen.locator('[data-testid^=waiting-row-]')
  await expect(names).toHaveCount(2)

  const opening = desk.app.waitForEvent('window')
  const switchKey = page.getByRole('toolbar').getByRole('button', { name: 'F8' })
  await switchKey.click()
  const display = await opening
  await test.step('a slow double click opens the display, and doesn’t close it again', async () => {
    await expect(page.getByText(words('queue.displayOn'))).toBeVisible()
    await expect(switchKey).toBeEnabled()
    await switchKey.hover()
    await page.mouse.down({ clickCount: 2 })
    await page.mouse.up({ clickCount: 2 })
    await expect(switchKey).toBeEnabled()
    await expect(page.getByText(words('queue.displayOn'))).toBeVisible()
  })
  const called = display.getByTestId('display-called')
  await test.step('the waiting room sees who waits, and nobody by the whole name', async () => {
    await expect(display.getByTestId('display-room')).toContainText('林○安')
    await expect(called).toContainText(words('display.welcome'))
    await expect(display.locator('body')).not.toContainText('林示安')
    // It can be told, but it can ask nothing.
    expect(await display.evaluate(() => 'desk' in window)).toBe(false)
  })
  await test.step('a call is seen and heard to its end', async () => {
    await page.bringToFront()
    await row('林示安').click()
    await page.keyboard.press('F3')
    await expect(called.locator('.big')).toHaveText('1')
    await expect(called).toContainText('林○安')
    await expect(row('林示安').getByTestId('queue-state')).toHaveAttribute('data-state', 'called')
    await expect(display.locator('html')).toHaveAttribute('data-spoken', /-1$/)
    await display.setViewportSize({ width: 1366, height: 768 })
    await display.screenshot({ path: 'test-results/looks/display.png' })
    await photograph(desk, 'queue')
  })
  await test.step('nobody comes: skipped, the next takes the turn; back at the desk, behind the other, and before them for a reason, as often as it is changed', async () => {
    await page.keyboard.press('F4')
    await expect(row('林示安').getByTestId('queue-state')).toHaveAttribute('data-state', 'skipped')
    await expect(names.first()).toContainText('吳範例')
    await expect(display.getByTestId('display-room')).toContainText(words('display.skipped', { numbers: '1' }))
    await page.keyboard.press('F5')
    await expect(row('林示安').getByTestId('queue-state')).toHaveCount(0)
    await expect(names.first()).toContainText('吳範例')
    const isFirst = row('林示安').getByText(words('queue.priority'), { exact: true })
    await page.keyboard.press('F7')
    await expect(isFirst).toBeVisible()
    await expect(names.first()).toContainText('林示安')
    await page.keyboard.press('F7')
    await expect(isFirst).toHaveCount(0)
    await expect(names.first()).toContainText('吳範例')
    await page.keyboard.press('F7')
    await expect(names.first()).toContainText('林示安')
  })
  await test.step('held for a test, with the reason; called again it is over', async () => {
    await page.keyboard.press('F6')
    await expect(page.getByTestId('hold-reason')).toBeFocused()
    await page.keyboard.type('先去抽血')
    await page.keyboard.press('Enter')
    const held = row('林示安').getByTestId('queue-state')
    await expect(held).toHaveAttribute('data-state', 'on-hold')
    await expect(held).toHaveAttribute('title', '先去抽血')
    await page.keyboard.press('F3')
    await expect(held).toHaveAttribute('data-state', 'called')
  })
  await test.step('F2 takes the one in whose turn it is', async () => {
    await page.keyboard.press('F2')
    await desk.strip.shows('林示安')
    await expect(display.getByTestId('display-room').locator('.current')).toHaveText('1')
  })
  await test.step('and calls whoever was not called before', async () => {
    await expect(display.locator('html')).toHaveAttribute('data-spoken', /-2$/)
    await page.keyboard.press('F9')
    await page.keyboard.press('F2')
    await desk.strip.shows('吳範例')
    await expect(called.locator('.big')).toHaveText('2')
    await expect(display.locator('html')).toHaveAttribute('data-spoken', /-1$/)
  })
  const windows = () => desk.app.windows().length
  await test.step('a restart finds it as it was left', async () => {
    await desk.relaunch()
    await expect.poll(windows).toBe(2)
    await desk.consultation.open()
    await expect(desk.page.getByText(words('queue.displayOn'))).toBeVisible()
    await desk.page.keyboard.press('F8')
    await expect.poll(windows).toBe(1)
  })
})

test('a session over midnight: who waits stays in line under the day of the registration, and so does the record', async ({
  sims,
  desk,
}) => {
  const evening = await serversAt(sims, 23.5)
  await deskFollows(desk, evening)
  const day = toRocDateTime(Date.now() + evening).slice(0, 7)
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  const row = desk.frontDesk.row('林示安')
  await expect(row).toBeVisible()
  await expect(row.getByTestId('earlier-day')).toHaveCount(0)

  await test.step('midnight comes, and the list says so by itself', async () => {
    const past = evening + 35 * 60_000
    await serversAhead(sims, past)
    await deskFollows(desk, past)
    await expect(row.getByTestId('earlier-day')).toContainText(`${day.slice(0, 3)}/${day.slice(3, 5)}/${day.slice(5)}`)
    await photograph(desk, 'over-midnight')
  })
  await consult(desk)
  await desk.cashier.open()
  await desk.cashier.close()
  await bothReceived(desk)
  const { visits, records } = await sims.nhi.ledger()
  expect(visits).toMatchObject([{ treatmentDateTime: expect.stringMatching(`^${day}23`) }])
  expect(records).toMatchObject([{ identity: expect.stringContaining(visits[0]?.treatmentDateTime ?? '-') }])
})

test('a doctor has to leave: the other one sees everybody who waits, and who was taken in by mistake waits again', async ({
  sims,
  desk,
}) => {
  const { page, frontDesk, consultation } = desk
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await sims.cards.pull()
  await register(desk, sims, 'wu-low-income', '吳範例')
  await test.step('Ctrl+D at the desk, everybody of the doctor, Enter', async () => {
    await frontDesk.row('林示安').click()
    await page.keyboard.press('Control+D')
    await expect(page.getByTestId('hand-over-doctor')).toBeFocused()
    await expect(page.getByTestId('hand-over-doctor')).toContainText('李樣心')
    await page.getByTestId('hand-over-room').press('Space')
    const room = page.getByRole('option').filter({ hasText: '二診' })
    await expect(room).toBeVisible()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.getByTestId('hand-over-whom').locator('[value=all]').press('Space')
    await photograph(desk, 'hand-over')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('hand-over')).toHaveCount(0)
    for (const name of ['林示安', '吳範例']) await expect(frontDesk.row(name)).toContainText('李樣心')
  })
  await test.step('F5 lets the patient wait again who was taken in', async () => {
    await consultation.open()
    await consultation.takeNext()
    await desk.strip.shows('林示安')
    await page.keyboard.press('F9')
    const row = consultation.screen.locator('[data-testid^=waiting-row-]').filter({ hasText: '林示安' })
    const again = consultation.screen.getByTestId('start-consultation')
    await expect(again).toContainText(words('consultation.resume'))
    await page.keyboard.press('F5')
    await expect(again).toContainText(words('consultation.start'))
    await expect(row).toHaveAttribute('aria-selected', 'true')
  })
})
