import type { Desk } from '../fixtures/desk.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { present, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'
import type { Sims } from '../sims/client.ts'

const layerOf = (desk: Desk) => desk.page.locator('[data-layer]')

/** The card comes back, and its holder gives the PIN. */
const comeBack = async (desk: Desk, sims: Sims): Promise<void> => {
  await sims.cards.insertProfessional()
  await desk.status.enterPin(sims.settings.demo.professionalPin)
  await desk.status.is('hpc', 'verified')
  await desk.status.closeLayer()
}

test('the doctor’s card is pulled: orders lock within a second, and what was typed is there when it is back', async ({
  sims,
  desk,
}) => {
  const { consultation, status, page } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await desk.frontDesk.register()
  await consultation.open()
  await consultation.takeNext()
  await page.keyboard.insertText('喉嚨痛兩天')
  await consultation.addDiagnosis('J06.9')
  await consultation.addDrug({ drug: 'A029089100', dose: '1', frequency: 'TID', days: '3' })
  await page.keyboard.press('F5')
  await expect(page.getByTestId('order-search')).toBeFocused()
  await page.keyboard.type('4801')
  const sheet = consultation.screen.getByTestId('order-sheet')
  await sims.cards.pullProfessional()
  await expect(sheet).toHaveAttribute('data-locked', 'true', { timeout: 1_000 })
  await status.is('hpc', 'removed')
  await expect(page.getByTestId('order-lock')).toHaveAttribute('data-reason', 'removed')
  await expect(page.getByTestId('order-search')).toHaveCount(0)
  await comeBack(desk, sims)
  await consultation.isLocked(false)
  await expect(consultation.screen.getByTestId('soap-subjective')).toHaveValue('喉嚨痛兩天')
  await expect(consultation.orders()).toHaveCount(1)
  await page.keyboard.press('F5')
  await expect(page.getByTestId('order-search')).toBeFocused()
  await expect(page.getByTestId('order-search')).toHaveValue('4801')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('48011C')
  await page.keyboard.press('Enter')
  await expect(consultation.orders()).toHaveCount(2)
})

test('main itself signs no order while the card is out, and closes when it is back', async ({ sims, desk }) => {
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.cards.pullProfessional()
  await desk.status.is('hpc', 'removed')
  await desk.cashier.tryToClose('PROFESSIONAL_CARD_ABSENT')
  expect((await sims.nhi.ledger()).visits).toMatchObject([{ orders: [], codesAndFees: null }])
  await comeBack(desk, sims)
  await desk.cashier.screen.getByTestId('received').focus()
  await desk.cashier.close()
})

test('three wrong PINs lock the card, and its PUK unlocks it', async ({ sims, desk }) => {
  const { status, page } = desk
  await sims.cards.insertProfessional()
  await status.enterPin('000000')
  await expectErrorCard(layerOf(desk), 'PROFESSIONAL_PIN_WRONG')
  await expect(page.getByTestId('hpc-tries-left')).toContainText('2')
  await status.enterPin('000000')
  await expect(page.getByTestId('hpc-tries-left')).toContainText('1')
  await status.enterPin('000000')
  await status.is('hpc', 'locked')
  const unlock = async (puk: string): Promise<void> => {
    await page.getByTestId('hpc-puk').fill(puk)
    await page.getByTestId('hpc-puk').press('Tab')
    await page.keyboard.type('654321')
    await page.keyboard.press('Tab')
    await page.keyboard.type('654321')
    await page.keyboard.press('Enter')
  }
  await unlock('00000000')
  await expectErrorCard(layerOf(desk), 'PROFESSIONAL_PUK_WRONG')
  // Nothing secret stays in the form.
  for (const field of ['hpc-puk', 'hpc-new-pin', 'hpc-new-pin-again']) {
    await expect(page.getByTestId(field)).toHaveValue('')
  }
  await unlock('12345678')
  await status.is('hpc', 'verified')
  await expect(layerOf(desk)).toContainText('王示範')
})

test('whoever is signed in changes the PIN, signs out, and comes in with the new one alone', async ({ sims, desk }) => {
  const { status, page } = desk
  await signOn(desk, sims)
  const layer = await status.open('hpc')
  await expect(layer).toContainText('王示範')
  await page.getByTestId('hpc-change-pin').press('Enter')
  await test.step('Escape leaves the form, not the whole explanation', async () => {
    await expect(page.getByTestId('hpc-new-pin')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('hpc-new-pin')).toHaveCount(0)
    await expect(layer).toBeVisible()
    await page.getByTestId('hpc-change-pin').press('Enter')
  })
  await page.keyboard.type('918273')
  await page.keyboard.press('Tab')
  await page.keyboard.type('918274')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('hpc-change-form')).toContainText('不同')
  await page.getByTestId('hpc-new-pin-again').fill('918273')
  await page.getByTestId('hpc-new-pin-again').press('Enter')
  await expect(page.getByTestId('hpc-pin-changed')).toBeVisible()
  await page.getByTestId('hpc-log-out').press('Enter')
  await status.is('hpc', 'pin-pending')
  await status.enterPin(sims.settings.demo.professionalPin)
  await expectErrorCard(layer, 'PROFESSIONAL_PIN_WRONG')
  await status.enterPin('918273')
  await status.is('hpc', 'verified')
})

test('somebody whom the settings do not know is shown by the masked id, with the way to the settings', async ({
  sims,
  desk,
  folder,
}) => {
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    practitioners: settings.practitioners.filter(({ name }) => name !== '李樣心'),
  }))
  await desk.relaunch({ settingsFile })
  await sims.cards.insertProfessional('dr-li')
  await desk.status.enterPin(sims.settings.demo.professionalPin)
  await desk.status.is('hpc', 'verified')
  const stranger = desk.page.getByTestId('hpc-stranger')
  await expect(stranger).toContainText(/B2\*{6}\d{2}/)
  await expect(desk.status.item('hpc')).toContainText(/B2\*{6}\d{2}/)
  await stranger.getByRole('button').press('Enter')
  await expect(desk.page.getByTestId('screen-settings')).toBeVisible()
})

test('a patient’s card with a PIN of its own: asked for at the desk, and gone on with by itself', async ({
  sims,
  desk,
}) => {
  const { frontDesk, page, strip } = desk
  await desk.status.is('sam', 'verified')
  await present(desk, sims, 'lin-adult', '林示安')
  await desk.ask('patient-pin:change', { pin: null, newPin: '2580' })
  await sims.cards.pull()
  await strip.isEmpty()
  await sims.cards.insert('lin-adult')
  await strip.shows('林示安')
  await frontDesk.says('PATIENT_PIN_NEEDED')
  await expect(page.getByTestId('patient-pin')).toBeFocused()
  await page.keyboard.type('1111')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('patient-pin-error')).toHaveAttribute('data-code', 'PATIENT_PIN_WRONG')
  await expect(page.getByTestId('patient-pin')).toHaveValue('')
  await page.getByTestId('patient-pin').press('2')
  await page.keyboard.type('580')
  await page.keyboard.press('Enter')
  await frontDesk.cardIs('authenticated')
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
})
