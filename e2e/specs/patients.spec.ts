import type { Locator } from '@playwright/test'
import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { expect, test } from '../fixtures/story.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'

/** Keys as a person types them: quicker ones with an Enter behind them are a barcode scanner's. */
const typing = { delay: 60 } as const

const dayMs = 86_400_000
/** A day of Taipei as it is typed: years of the Republic, months and days of two digits. */
const rocDate = (at: number): string => {
  const [year = '', ...others] = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10).split('-')
  return `${Number(year) - 1911}${others.join('')}`
}

const type = (desk: Desk, text: string) => desk.page.keyboard.type(text, typing)
const rows = (desk: Desk): Locator => desk.page.locator('[data-testid^="patient-row-"]')

const openPatients = async ({ page }: Desk): Promise<void> => {
  await page.keyboard.press(screenKey('patients'))
  await opened(page.getByTestId('screen-patients'))
}

const find = async (desk: Desk, text: string): Promise<void> => {
  await desk.page.keyboard.press('F3')
  await expect(desk.page.getByTestId('patients-search')).toBeFocused()
  await type(desk, text)
}

/** From the search to the details of the one who is found. */
const take = async (desk: Desk, text: string, name: string): Promise<void> => {
  await find(desk, text)
  await expect(rows(desk)).toHaveCount(1)
  await desk.page.keyboard.press('Enter')
  await expect(desk.page.getByTestId('patient-details')).toContainText(name)
}

test('a patient without a card is written down, found by initials, changed, a second chart merged and parted, and a newborn taken into the family', async ({
  desk,
}) => {
  const { page } = desk
  const { keyboard } = page

  await test.step('the front desk finds nobody, and Enter begins a chart that goes on to registration', async () => {
    await keyboard.press('F3')
    await expect(page.getByTestId('patient-search')).toBeFocused()
    await type(desk, '曾示安')
    await expect(page.getByText('按 Enter 建立新病歷')).toBeVisible()
    await keyboard.press('Enter')
    const form = page.getByTestId('patient-form')
    await expect(form.getByTestId('form-name')).toHaveValue('曾示安')
    await expect(form.getByTestId('form-birthDate')).toBeFocused()
    await type(desk, '73/1/5')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await type(desk, 'F131104094')
    await expect(form.getByText('檢查碼不符')).toBeVisible()
    await keyboard.press('Backspace')
    await type(desk, '3')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await type(desk, '0912345678')
    await photograph(desk, 'patient-form')
    await keyboard.press('F2')
    await desk.strip.shows('曾示安')
    await expect(page.getByTestId('screen-front-desk')).toBeVisible()
    await expect(page.getByTestId('register-button')).toBeVisible()
  })

  await test.step('the same person is offered while a second chart is begun, and made all the same', async () => {
    await openPatients(desk)
    await keyboard.press('Control+m')
    await expect(page.getByTestId('form-name')).toBeFocused()
    await type(desk, '曾示安')
    await keyboard.press('Enter')
    await type(desk, '0730105')
    await expect(page.getByTestId('similar-patients')).toContainText('曾示安')
    await keyboard.press('Enter')
    await keyboard.press('ArrowRight')
    await keyboard.press('Enter')
    await type(desk, 'P7654321')
    await keyboard.press('Enter')
    await keyboard.press('Space')
    await keyboard.press('F4')
    await expect(page.getByTestId('patient-details')).toContainText('P7****21')
  })

  await test.step('both readings of the surname find both, the last digits of the telephone one', async () => {
    await find(desk, 'zsa')
    await expect(rows(desk)).toHaveCount(2)
    await expect(rows(desk).first().getByTestId('found-by')).toHaveAttribute('data-match', 'pinyin')
    await find(desk, 'ㄘㄕ')
    await expect(rows(desk)).toHaveCount(2)
    await take(desk, '5678', '曾示安')
  })

  await test.step('the name is changed', async () => {
    await keyboard.press('F4')
    const name = page.getByTestId('form-name')
    await expect(name).toHaveValue('曾示安')
    await name.focus()
    await keyboard.press('End')
    await keyboard.press('Backspace')
    await type(desk, '堃')
    await keyboard.press('F4')
    await expect(page.getByTestId('patient-details')).toContainText('曾示堃')
    // Big5 has no 堃, which a card may write otherwise; the name stays as it was typed.
    const outside = page.getByTestId('name-outside-big5')
    await expect(outside.getByTestId('substitution')).toHaveCount(1)
    await expect(outside.getByTestId('substitution')).toContainText('坤')
    await photograph(desk, 'patient-name-outside-big5')
  })

  await test.step('a note pops up at the front desk until somebody takes note of it', async () => {
    await keyboard.press('F5')
    await expect(page.getByTestId('form-allergies')).toBeFocused()
    await type(desk, '盤尼西林')
    await keyboard.press('Enter')
    await keyboard.press('Enter')
    await keyboard.press('ArrowRight')
    await keyboard.press('Enter')
    await type(desk, '曾於診間昏倒')
    await keyboard.press('Enter')
    await expect(page.getByTestId('chart-note')).toContainText('曾於診間昏倒')
    await keyboard.press('F2')
    const notes = page.getByTestId('patient-notes')
    await expect(notes).toContainText('曾於診間昏倒')
    await photograph(desk, 'patient-notes')
    await keyboard.press('Control+y')
    await expect(notes).toHaveCount(0)
  })

  await test.step('the second chart is merged, both side by side, and parted again', async () => {
    await openPatients(desk)
    await take(desk, '5678', '曾示堃')
    await keyboard.press('F8')
    await expect(page.getByTestId('merge-search')).toBeFocused()
    await type(desk, 'P7654321')
    await expect(page.getByRole('option', { name: '曾示安' })).toBeVisible()
    await keyboard.press('Enter')
    await expect(page.getByTestId('merge-sides')).toContainText('曾示安')
    await expect(page.getByTestId('confirm-merge')).toBeFocused()
    await photograph(desk, 'patient-merge')
    await keyboard.press('Enter')
    await expect(page.getByTestId('merged-chart')).toContainText('曾示安')
    await take(desk, 'P7654321', '曾示堃')
    await page.getByTestId('undo-merge').press('Enter')
    await expect(page.getByTestId('merged-chart')).toHaveCount(0)
    await take(desk, 'P7654321', '曾示安')
  })
  await test.step('a newborn without a number is written down on a parent’s, joins the family, and is proposed what a child pays', async () => {
    await keyboard.press('Control+m')
    await expect(page.getByTestId('form-name')).toBeFocused()
    await type(desk, '曾示寶')
    await keyboard.press('Enter')
    await expect(page.getByTestId('form-birthDate')).toBeFocused()
    await type(desk, rocDate(Date.now() - 20 * dayMs))
    await keyboard.press('Enter')
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await expect(page.getByTestId('form-birthOrder')).toBeVisible()
    await keyboard.press('Enter')
    await expect(page.getByTestId('form-parentId')).toBeFocused()
    await type(desk, 'F131104093')
    await keyboard.press('Enter')
    await expect(page.getByTestId('form-parentBirthDate')).toBeFocused()
    await type(desk, '0730105')
    for (const group of ['form-birthOrder', 'form-birthCount', 'form-sex']) {
      await keyboard.press('Enter')
      await expect(page.getByTestId(group).locator('input:focus')).toHaveCount(1)
    }
    await keyboard.press('Space')
    await keyboard.press('F4')
    await expect(page.getByTestId('patient-details')).toContainText('曾示寶')

    await take(desk, '5678', '曾示堃')
    await keyboard.press('F7')
    await expect(page.getByTestId('family-search')).toBeFocused()
    await type(desk, '曾示寶')
    await expect(page.getByRole('option', { name: '曾示寶' })).toBeVisible()
    await keyboard.press('Enter')
    await expect(page.getByTestId('family-relation')).toBeFocused()
    await type(desk, '長子')
    await keyboard.press('Enter')
    const members = page.getByTestId('family-member')
    await expect(members).toHaveCount(2)
    await expect(members.filter({ hasText: '長子' })).toContainText('0912345678')
    await photograph(desk, 'patient-family')

    await members.filter({ hasText: '長子' }).getByRole('button', { name: '曾示寶' }).press('Enter')
    await expect(page.getByTestId('patient-details')).toContainText('曾示寶')
    await keyboard.press('F2')
    await desk.strip.shows('曾示寶')
    await expect(page.getByTestId('choose-copayment')).toHaveAttribute('data-value', '902')
  })
})
