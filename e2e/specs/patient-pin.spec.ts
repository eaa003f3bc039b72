import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { present } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import type { Sims } from '../sims/client.ts'

const layerOf = (desk: Desk) => desk.page.getByTestId('own-pin')

/** Types into the layer's fields from the first one, and sends. Nothing typed is left on the screen. */
const give = async (desk: Desk, ...typed: readonly string[]): Promise<void> => {
  const { page } = desk
  await expect(page.getByTestId('own-pin-old')).toBeFocused()
  for (const [index, text] of typed.entries()) {
    if (index > 0) await page.keyboard.press('Tab')
    if (text !== '') await page.keyboard.type(text)
  }
  await page.keyboard.press('Enter')
}

const isDone = async (desk: Desk, act: 'change' | 'disable'): Promise<void> => {
  await expect(desk.page.getByTestId('own-pin-done')).toHaveAttribute('data-act', act)
  await desk.page.keyboard.press('Enter')
  await expect(layerOf(desk)).toHaveCount(0)
}

const fieldsAreEmpty = async (desk: Desk): Promise<void> => {
  for (const field of await layerOf(desk).locator('input[type=password]').all()) await expect(field).toHaveValue('')
}

const putInAgain = async (desk: Desk, sims: Sims): Promise<void> => {
  await sims.cards.pull()
  await desk.strip.isEmpty()
  await sims.cards.insert('lin-adult')
  await desk.strip.shows('林示安')
}

test('a patient’s own PIN is set, asked for, changed and removed at the front desk by keyboard alone', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page } = desk
  await desk.status.is('sam', 'verified')

  await test.step('without a card it is said, not tried', async () => {
    await page.keyboard.press('Control+p')
    await expectErrorCard(layerOf(desk), 'CARD_ABSENT')
    await page.keyboard.press('Escape')
    await expect(layerOf(desk)).toHaveCount(0)
  })

  await test.step('set, from the palette', async () => {
    await present(desk, sims, 'lin-adult', '林示安')
    await frontDesk.isReady()
    await page.keyboard.press('Control+k')
    const palette = page.getByTestId('palette')
    await expect(palette).toBeVisible()
    await page.keyboard.type('健保卡密碼')
    await expect(palette.locator('[data-testid^="palette-item-"]')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await give(desk, '', '2580', '2581')
    await expect(page.getByTestId('own-pin-differs')).toBeVisible()
    await page.getByTestId('own-pin-again').fill('2580')
    await photograph(desk, 'own-pin')
    await page.getByTestId('own-pin-again').press('Enter')
    await isDone(desk, 'change')
  })

  await test.step('put in again, the card asks: a wrong one, the right one', async () => {
    await putInAgain(desk, sims)
    await frontDesk.says('PATIENT_PIN_NEEDED')
    await expect(page.getByTestId('patient-pin')).toBeFocused()
    await page.keyboard.type('1111')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('patient-pin-error')).toHaveAttribute('data-code', 'PATIENT_PIN_WRONG')
    await expect(page.getByTestId('patient-pin')).toHaveValue('')
    await page.getByTestId('patient-pin').press('2')
    await page.keyboard.type('580')
    await page.keyboard.press('Enter')
    await frontDesk.isReady()
  })

  await test.step('changed, from the strip, by whoever knows the old one', async () => {
    await page.getByTestId('open-own-pin').press('Enter')
    await give(desk, '', '147036', '147036')
    // Known to have one: nothing is sent without it.
    await expect(layerOf(desk)).toContainText('密碼是 4 到 6 位數字')
    await page.getByTestId('own-pin-old').fill('9999')
    await page.getByTestId('own-pin-old').press('Enter')
    await expectErrorCard(layerOf(desk), 'PATIENT_PIN_WRONG')
    await fieldsAreEmpty(desk)
    await photograph(desk, 'own-pin-wrong')
    await give(desk, '2580', '147036', '147036')
    await isDone(desk, 'change')
  })

  await test.step('removed while the card waits for it, by the new one alone; the authentication goes on', async () => {
    await putInAgain(desk, sims)
    await frontDesk.says('PATIENT_PIN_NEEDED')
    await page.keyboard.press('Control+p')
    await expect(page.getByTestId('own-pin-old')).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('own-pin-new')).toHaveCount(0)
    await page.keyboard.press('Tab')
    await give(desk, '2580')
    await expectErrorCard(layerOf(desk), 'PATIENT_PIN_WRONG')
    await fieldsAreEmpty(desk)
    await give(desk, '147036')
    await isDone(desk, 'disable')
    await frontDesk.cardIs('authenticated')
  })

  await test.step('and it asks no more', async () => {
    await putInAgain(desk, sims)
    await frontDesk.cardIs('authenticated')
    expect((await frontDesk.register()).serial).toBe('0001')
  })
  for (const pin of ['2580', '147036']) expect(desk.output()).not.toContain(pin)
})
