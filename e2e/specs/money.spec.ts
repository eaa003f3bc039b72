import { consult, present, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const name = '林示安'

test('a visit is paid in part by two ways, the rest later, some of it given back, and the shift closed with a difference', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, page } = desk
  const { keyboard } = page
  const at = (testId: string) => cashier.screen.getByTestId(testId)
  await untilCashier(desk, sims, 'lin-adult', name)
  await expect.poll(() => cashier.amountDue()).toBe(200)

  await test.step('the shift is opened with its float', async () => {
    await keyboard.press('F11')
    await expect(at('drawer-float')).toBeFocused()
    await keyboard.type('2000')
    await keyboard.press('Enter')
    await expect(at('shift-expected').first()).toContainText('2,000')
    await keyboard.press('F11')
  })

  await test.step('half in cash and a quarter by card; that the rest is owed has to be said', async () => {
    await expect(at('received')).toBeFocused()
    await keyboard.type('100')
    await keyboard.press('Tab')
    await expect(at('pay-card')).toBeFocused()
    await keyboard.type('50')
    await expect(at('change')).toHaveText(words('cashier.short', { amount: 'NT$50' }))
    await expect(at('close-visit')).toBeDisabled()
    await keyboard.press('F3')
    await expect(at('self-pay-name')).toBeFocused()
    await test.step('something is bought by the clinic’s list, at another price, and let off for a reason', async () => {
      await keyboard.type('診斷')
      await expect(page.getByTestId('self-pay-suggestion')).toHaveCount(1)
      await keyboard.press('Enter')
      await expect(at('self-pay-amount')).toBeFocused()
      await expect(at('self-pay-name')).toHaveValue('診斷證明書')
      await expect(at('self-pay-amount')).toHaveValue('100')
      await at('self-pay-amount').fill('120')
      await keyboard.press('Enter')
      await expect(at('discount-reason')).toBeFocused()
      await expect(at('self-pay-item')).toContainText('NT$120')
      await keyboard.type('員工眷屬')
      await keyboard.press('Enter')
      await expect(at('discount-amount')).toBeFocused()
      await keyboard.type('120')
      await keyboard.press('Enter')
      await expect(at('received')).toBeFocused()
    })
    await expect(at('change')).toHaveText(words('cashier.short', { amount: 'NT$50' }))
    await keyboard.press('F12')
    await expect(at('owes')).toBeChecked()
    await expect(at('change')).toHaveText('NT$50')
    await keyboard.press('Enter')
    await expect(cashier.stored).toBeVisible()
    await expect(at('visit-owed')).toHaveText(words('cashier.debt.owes', { amount: 'NT$50' }))
    await expect(at('visit-money').locator('[data-kind=self-pay]')).toContainText('診斷證明書')
    await expect(at('visit-money').locator('[data-kind=discount]')).toContainText('員工眷屬')
  })

  await test.step('the desk says what is owed when the patient is there again, and leads to it', async () => {
    await frontDesk.open()
    const owed = page.getByTestId('owed-money')
    await expect(owed).toContainText('NT$50')
    await owed.getByRole('button').focus()
    await keyboard.press('Enter')
    await expect(at('visit-owed')).toBeVisible()
  })

  await test.step('the rest is paid with a note too large', async () => {
    await keyboard.press('F2')
    await expect(at('debt-cash')).toBeFocused()
    await keyboard.type('100')
    await keyboard.press('Enter')
    await expect(at('visit-owed')).toHaveCount(0)
    await expect(at('visit-money').locator('[data-kind=settlement]')).toContainText('NT$50')
  })

  await test.step('some of it goes back, with its reason, beside what was written', async () => {
    await keyboard.press('F3')
    await expect(at('refund-amount')).toBeFocused()
    await keyboard.type('20')
    await keyboard.press('Enter')
    await expect(at('refund-reason')).toBeFocused()
    await keyboard.type('重複計價')
    await keyboard.press('Enter')
    await expect(at('visit-money').locator('[data-kind=refund]')).toContainText('重複計價')
    await expect
      .poll(() => at('money-entry').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind'))))
      .toEqual(['due', 'self-pay', 'discount', 'payment', 'payment', 'owed', 'settlement', 'refund'])
  })

  await test.step('the drawer lacks thirty dollars: the shift closes with the reason, and the next one begins', async () => {
    await keyboard.press('F11')
    await expect(at('count-2000')).toBeFocused()
    await keyboard.type('1')
    for (const value of ['1000', '500', '200', '100']) {
      await keyboard.press('Enter')
      await expect(at(`count-${value}`)).toBeFocused()
    }
    await keyboard.type('1')
    await expect(at('count-difference')).toContainText('−NT$30')
    await expect(at('close-drawer')).toBeDisabled()
    for (const value of ['50', '20', '10', '5', '1']) {
      await keyboard.press('Enter')
      await expect(at(`count-${value}`)).toBeFocused()
    }
    await keyboard.press('Enter')
    await expect(at('count-reason')).toBeFocused()
    await keyboard.type('找錯零')
    await keyboard.press('Enter')
    await expect(at('drawer-float')).toBeVisible()
    const report = at('shift-report').and(cashier.screen.locator('[data-shift="1"]'))
    await expect(report.getByTestId('shift-expected')).toContainText('NT$2,130')
    await expect(report.getByTestId('shift-counted')).toContainText('NT$2,100')
    await expect(report.getByTestId('shift-difference')).toContainText('−NT$30')
    await expect(report).toContainText('找錯零')
  })
})

test('an emergency is registered at its own copayment, and what it was registered under is set right by keys before it is paid', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, page } = desk
  const { keyboard } = page
  const choose = async (field: string, option: RegExp): Promise<void> => {
    const box = page.getByTestId(field)
    await box.focus()
    await keyboard.press('Space')
    const options = page.locator('[data-layer]').getByRole('option')
    await expect(options.and(page.getByRole('option', { selected: true }))).toBeFocused()
    await keyboard.press('Home')
    await expect(options.first()).toBeFocused()
    const place = (await options.allTextContents()).findIndex((text) => option.test(text))
    for (let step = 0; step < place; step += 1) await keyboard.press('ArrowDown')
    await expect(options.nth(place)).toBeFocused()
    await keyboard.press('Enter')
    await expect(options).toHaveCount(0)
  }

  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', name)
  await expect(page.getByTestId('choose-copayment')).toHaveAttribute('data-value', 'D10')
  await choose('choose-treatment-item', /急診/)
  await expect(page.getByTestId('choose-copayment')).toHaveAttribute('data-value', 'D00')
  await test.step('what no source names a code for waits for a person', async () => {
    await choose('choose-treatment-item', /其他規定/)
    await expect(page.getByText(words('registration.copaymentNeeded'))).toBeVisible()
    await expect(page.getByTestId('register-button')).toBeDisabled()
  })
  await choose('choose-treatment-item', /急診/)
  await page.getByTestId('register-button').focus()
  await frontDesk.register()
  await consult(desk)
  await cashier.open()
  await expect.poll(() => cashier.amountDue()).toBe(300)

  const received = cashier.screen.getByTestId('received')
  await expect(received).toBeFocused()
  await keyboard.press('Control+b')
  await expect(page.getByTestId('change-copayment')).toBeFocused()
  await choose('change-copayment', /低收入戶/)
  await expect(received).toBeFocused()
  await expect.poll(() => cashier.amountDue()).toBe(150)
  await keyboard.press('Enter')
  await expect(cashier.stored).toBeVisible()
  await expect(cashier.screen.getByTestId('money-entry').first()).toContainText('150')

  await test.step('the certificate was not hers: the closed visit is amended, and what lacks is owed', async () => {
    await page.getByTestId('amend-copayment').press('Enter')
    await expect(page.getByTestId('amend-copayment-code')).toBeFocused()
    await choose('amend-copayment-code', /急診/)
    await page.getByTestId('amend-copayment-reason').fill('證明文件不符')
    await keyboard.press('Enter')
    await expect(cashier.screen.getByTestId('visit-owed')).toHaveText(words('cashier.debt.owes', { amount: 'NT$150' }))
    await expect(cashier.screen.getByTestId('version-change').first()).toContainText('003')
    await expect(page.getByTestId('amend-copayment')).toBeFocused()
  })
})
