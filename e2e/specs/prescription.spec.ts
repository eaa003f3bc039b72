import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { cold, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const ibuprofen = 'AC36004100'
const metformin = 'AC58534100'

/** Space opens the list that has the cursor; Arrow keys walk to the choice, and Enter takes it. */
const choose = async (desk: Desk, testId: string, value: string, label: string): Promise<void> => {
  const select = desk.page.getByTestId(testId)
  const { keyboard } = desk.page
  await expect(select).toBeFocused()
  await keyboard.press('Space')
  const option = desk.page.getByRole('option', { name: label, exact: true })
  await expect(option).toBeVisible()
  await expect(async () => {
    await keyboard.press('ArrowDown')
    await expect(option).toBeFocused({ timeout: 200 })
  }).toPass()
  await keyboard.press('Enter')
  await expect(select).toHaveAttribute('data-value', value)
  await expect(option).toHaveCount(0)
}

test('an allergy stops the finish until a reason is given, and a refill prescription reaches the NHI', async ({
  sims,
  desk,
}) => {
  const { cashier, consultation, page } = desk
  const { keyboard } = page
  const foot = consultation.screen.locator('footer')
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  const [visit] = await desk.ask('visit:list', { day: null })
  const patientId = visit?.patient.patientId
  if (patientId === undefined) throw new Error('nobody is registered')
  await desk.ask('patient:set-problems', { patientId, allergies: ['消炎止痛藥'], problems: [] })

  await test.step('the drugs are ordered: one is alerted, the other is for four weeks', async () => {
    await consultation.open()
    await consultation.takeNext()
    await consultation.writeNote(cold.note)
    await consultation.addDiagnosis('E11.9')
    await consultation.addDrug({ drug: ibuprofen, dose: '1', frequency: 'TID', days: '3' })
    await consultation.addDrug({ drug: metformin, dose: '2', frequency: 'BID', days: '28' })
    await expect(page.getByTestId('alert-1-allergy')).toContainText('消炎止痛藥')
    await expect(foot).toContainText(`${words('consultation.foot.copayment')}NT$70`)
  })

  await test.step('Ctrl+R: a refill prescription, whose drugs cost no copayment', async () => {
    await keyboard.press('Control+r')
    await choose(desk, 'prescription-kind', 'chronic-refill', words('prescription.word.chronic-refill'))
    await expect(page.getByTestId('prescription-dispensings')).toHaveAttribute('data-value', '3')
    await expect(page.getByTestId('prescription-days')).toHaveValue('28')
    await expect(foot).toContainText(`${words('consultation.foot.copayment')}NT$50`)
    await photograph(desk, 'prescription-form')
    await keyboard.press('Escape')
    await expect(page.getByTestId('prescription-form')).toHaveCount(0)
    await expect(page.getByTestId('order-search')).toBeFocused()
  })

  await test.step('the finish stops at the alert, and the cursor is where its reason is wanted', async () => {
    await keyboard.press('Control+Enter')
    await expect(page.getByTestId('alerts-open')).toHaveText(words('alert.open', { count: 1 }))
    await photograph(desk, 'prescription-alert')
    await choose(desk, 'alert-reason-1-allergy', 'tolerated', words('alert.choice.tolerated'))
    await expect(page.getByTestId('alerts-open')).toHaveCount(0)
    await expect(page.getByTestId('alert-1-allergy')).toHaveAttribute('data-reasoned', 'true')
    await photograph(desk, 'prescription-reasoned')
    await consultation.finish()
  })

  await cashier.open()
  await cashier.cardIs('here')
  await cashier.close(1000)
  await cashier.uploadIs('nhi-upload', 'accepted')
  const { records } = await sims.nhi.ledger()
  expect(records).toHaveLength(1)
  expect(records[0]?.record.visit).toMatchObject({ M20: '28', M21: '84', M24: '1', M26: '3' })
  expect(records[0]?.record.orders.map(({ D04, D06 }) => [D06, D04])).toEqual([
    [ibuprofen, 'A'],
    [metformin, 'C'],
  ])
})
