import { present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { expectErrorCard } from '../pages/errorCard.ts'

test('a wrong PIN is told with its words, the right one leads to the three-card authentication', async ({
  sims,
  desk,
}) => {
  const { status, strip, frontDesk } = desk
  await status.is('hpc', 'none')
  await test.step('without a professional card the patient is authenticated by two', async () => {
    await present(desk, sims, 'lin-adult', '林示安')
    await frontDesk.says('PROFESSIONAL_CARD_ABSENT')
    await expect(frontDesk.screen.locator('[data-step="authenticateTwo"]')).toHaveAttribute('data-state', 'done')
    await sims.cards.pull()
    await strip.isEmpty()
  })
  await sims.cards.insertProfessional('dr-li')
  await status.enterPin('654321')
  const layer = desk.page.locator('[data-layer]')
  await expectErrorCard(layer, 'PROFESSIONAL_PIN_WRONG')
  // The digits are gone from the form the moment they were sent.
  await expect(desk.page.getByTestId('hpc-pin')).toHaveValue('')
  await status.is('hpc', /^(present|pin-pending)$/)

  await status.enterPin(sims.settings.demo.professionalPin)
  await status.is('hpc', 'verified')
  await status.closeLayer()
  await test.step('now three cards take part', async () => {
    await present(desk, sims, 'lin-adult', '林示安')
    await expect(frontDesk.errors()).toHaveCount(0)
    await expect(frontDesk.screen.locator('[data-step="authenticateThree"]')).toHaveAttribute('data-state', 'done')
  })
})

test('a PIN that is no PIN is not sent at all', async ({ sims, desk }) => {
  await sims.cards.insertProfessional()
  await desk.status.enterPin('12ab')
  await expect(desk.page.locator('[data-layer]')).toContainText('6 到 8 位數字')
  expect(await sims.control.state()).toHaveProperty('wrongTries', {})
  await desk.status.is('hpc', /^(present|pin-pending)$/)
})

test('three wrong PINs lock the card, which is said, and another doctor’s card can take its place', async ({
  sims,
  desk,
}) => {
  const { status } = desk
  await sims.cards.insertProfessional('dr-wang')
  const layer = desk.page.locator('[data-layer]')
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    await status.enterPin('000000')
    await expectErrorCard(layer, 'PROFESSIONAL_PIN_WRONG')
  }
  await status.enterPin('000000')
  await status.is('hpc', 'locked')
  await status.closeLayer()
  await sims.cards.pullProfessional()
  await status.is('hpc', 'removed')
  await sims.cards.insertProfessional('dr-li')
  await status.enterPin(sims.settings.demo.professionalPin)
  await status.is('hpc', 'verified')
})

test('orders are locked while the professional card is out, and open when it is back', async ({ sims, desk }) => {
  const { consultation, status, frontDesk } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await frontDesk.register()
  await consultation.open()
  await consultation.takeNext()
  await consultation.isLocked(false)
  await consultation.addDiagnosis('J06.9')
  await sims.cards.pullProfessional()
  await consultation.isLocked(true)
  await sims.cards.insertProfessional()
  await status.enterPin(sims.settings.demo.professionalPin)
  await status.is('hpc', 'verified')
  await status.closeLayer()
  await consultation.isLocked(false)
  await consultation.addDrug({ drug: 'A029089100', dose: '1', frequency: 'TID', days: '3' })
})
