import { wcagProblems } from '../fixtures/axe.ts'
import type { Desk } from '../fixtures/desk.ts'
import { photograph } from '../fixtures/photograph.ts'
import { cold, present, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'
import { words } from '../pages/words.ts'

const ibuprofen = 'AC36004100'
const metformin = 'AC58534100'
/** In no table: a code that is no more. */
const ended = 'AC00000100'
const byPharmacist = words('prescription.word.pharmacist', { value: '周試藥' })
const takeSecond = words('registration.refill.take', { count: 2 })

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

test('an allergy stops the finish, a set keeps the orders, and a refill prescription reaches the NHI each time it is dispensed', async ({
  sims,
  desk,
}) => {
  const { cashier, consultation, frontDesk, page } = desk
  const { keyboard } = page
  const foot = consultation.screen.locator('footer')
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  const [visit] = await desk.ask('visit:list', { day: null })
  const patientId = visit?.patient.patientId
  if (patientId === undefined) throw new Error('nobody is registered')
  await desk.ask('patient:set-problems', { patientId, allergies: ['消炎止痛藥'], problems: [] })

  await test.step('the drugs are ordered: one is alerted, the other is for ten days', async () => {
    await consultation.open()
    await consultation.takeNext()
    await consultation.writeNote(cold.note)
    await consultation.addDiagnosis('E11.9')
    await consultation.addDrug({ drug: ibuprofen, dose: '1', frequency: 'TID', days: '3' })
    await consultation.addDrug({ drug: metformin, dose: '3', frequency: 'TID', days: '10' })
    await expect(page.getByTestId('alert-1-allergy')).toContainText('消炎止痛藥')
    await expect(foot).toContainText(`${words('consultation.foot.copayment')}NT$70`)
  })

  await test.step('what is no dose leaves its cell empty and keeps the cursor, and half a tablet is a dose', async () => {
    const dose = page.getByTestId('order-1-dose')
    const cell = page.getByTestId('order-row-1').getByRole('textbox', { name: words('order.column.dose') })
    const typeDose = async (text: string): Promise<void> => {
      await cell.press('Control+A')
      await keyboard.type(text)
      await keyboard.press('Enter')
    }
    await dose.click()
    await typeDose('1/8')
    await expect(cell).toBeFocused()
    await expect(page.getByTestId('order-row-1').getByRole('alert').first()).toContainText(words('order.field.dose'))
    await typeDose('1/2')
    await expect(dose).toHaveText('0.5')
    await dose.click()
    await typeDose('1')
    await keyboard.press('F5')
  })

  await test.step('Ctrl+G: the orders become a set, which is deleted, brought back, and taken by its key word', async () => {
    await keyboard.press('Control+g')
    await expect(page.getByTestId('order-set-name')).toBeFocused()
    await keyboard.insertText('糖尿與疼痛')
    await keyboard.press('Tab')
    await keyboard.type('dm')
    await keyboard.press('Enter')
    const set = page.getByTestId('order-set-take-1')
    await expect(set).toContainText('糖尿與疼痛')
    await expect(page.getByTestId('order-set-name')).toHaveValue('')
    expect(await wcagProblems(page)).toEqual([])
    await keyboard.press('Tab')
    await keyboard.press('Tab')
    await expect(set).toBeFocused()
    await keyboard.press('Delete')
    await expect(page.getByTestId('order-set-deleted')).toBeVisible()
    await expect(set).toHaveCount(0)
    await keyboard.press('Control+z')
    await expect(set).toBeVisible()
    await page.getByTestId('order-set-edit-1').press('Enter')
    await expect(page.getByTestId('order-set-name')).toBeFocused()
    await expect(page.getByTestId('order-set-name')).toHaveValue('糖尿與疼痛')
    await keyboard.press('End')
    await keyboard.insertText('（常用）')
    await photograph(desk, 'prescription-set-edit')
    await keyboard.press('Enter')
    await expect(set).toContainText('糖尿與疼痛（常用）')
    await photograph(desk, 'prescription-sets')
    await keyboard.press('Escape')
    await expect(page.getByTestId('order-search')).toBeFocused()
    await keyboard.type('dm')
    await expect(page.getByRole('option').first()).toContainText('糖尿與疼痛')
    await keyboard.press('Enter')
    // Both stand there already, and are not taken twice.
    await expect(page.getByTestId('orders-left-out')).toHaveText(words('order.nothingTaken'))
    await expect(consultation.orders()).toHaveCount(2)
    await expect(page.getByTestId('order-search')).toBeFocused()
  })

  await test.step('a set with a code that has ended: the code is left out by its name; Ctrl+B marks a favourite', async () => {
    const row = { dose: 1, frequency: 'TID', route: 'PO', days: 3, quantity: null, site: '' }
    const orders = [ended, metformin].map((code) => ({ kind: 'drug' as const, code, ...row }))
    await desk.ask('order-set:save', { orderSetId: null, practitionerId: null, name: '舊套組', keyword: 'old', orders })
    await keyboard.type('old', { delay: 60 })
    await expect(page.getByRole('option').first()).toContainText('舊套組')
    await keyboard.press('Enter')
    await expect(page.getByTestId('orders-left-out')).toContainText(words('order.ended', { names: ended }))
    await expect(consultation.orders()).toHaveCount(2)
    await expect(page.getByTestId('order-search')).toHaveValue('')
    const star = page.getByTestId('order-row-2').locator('button[aria-pressed]')
    await keyboard.press('ArrowUp')
    await expect(page.getByTestId('order-row-2').getByTestId('order-search')).toBeFocused()
    await expect(star).toHaveAttribute('aria-pressed', 'false')
    await keyboard.press('Control+b')
    await expect(star).toHaveAttribute('aria-pressed', 'true')
    await keyboard.press('F5')
    await keyboard.press('ArrowDown')
    await expect(page.getByRole('option').filter({ hasText: metformin })).toBeVisible()
    await keyboard.press('Escape')
  })

  await test.step('Ctrl+R: a refill prescription, whose drugs cost no copayment', async () => {
    await keyboard.press('Control+r')
    await choose(desk, 'prescription-kind', 'chronic-refill', words('prescription.word.chronic-refill'))
    await expect(page.getByTestId('prescription-dispensings')).toHaveAttribute('data-value', '3')
    await expect(page.getByTestId('prescription-days')).toHaveValue('10')
    await expect(foot).toContainText(`${words('consultation.foot.copayment')}NT$50`)
    for (const field of ['dispensings', 'days', 'whole', 'dispenser']) {
      await keyboard.press('Tab')
      await expect(page.getByTestId(`prescription-${field}`)).toBeFocused()
    }
    await choose(desk, 'prescription-dispenser', 'pharmacist:ph-zhou', byPharmacist)
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
  expect(records[0]?.record.visit).toMatchObject({ M20: '10', M21: '30', M24: '1', M26: '3' })
  expect(records[0]?.record.orders.map(({ D04, D06 }) => [D06, D04])).toEqual([
    [ibuprofen, 'A'],
    [metformin, 'C'],
  ])

  await test.step('the card comes again: its second dispensing is proposed, and Enter registers it', async () => {
    await sims.cards.pull()
    await frontDesk.open()
    await present(desk, sims, 'lin-adult', '林示安')
    await expect(page.getByTestId('choose-refill').getByRole('radio', { name: takeSecond })).toBeChecked()
    await expect(page.getByTestId('choose-treatment-item')).toHaveAttribute('data-value', 'AE')
    await expect(page.getByTestId('choose-copayment')).toHaveAttribute('data-value', '009')
    expect(await wcagProblems(page)).toEqual([])
    await photograph(desk, 'prescription-refill-desk')
    await frontDesk.register()
  })

  await test.step('the doctor finds its drugs there; F6 brings the last prescription beside them, and it goes again', async () => {
    await consultation.open()
    await consultation.takeNext()
    await expect(consultation.orders()).toHaveCount(1)
    await expect(page.getByTestId('past-override')).toContainText(words('alert.choice.tolerated'))
    await expect(page.getByTestId('card-medication')).toHaveAttribute('data-state', 'told')
    const ofNhi = page.getByTestId('nhi-alerts')
    await expect(ofNhi).toHaveAttribute('data-state', 'not-asked')
    await page.getByTestId('nhi-alerts-ask').press('Enter')
    await expect(ofNhi).toHaveAttribute('data-state', 'told')
    // Whom the desk chose last dispenses this time, too.
    await expect(page.getByTestId('prescription-words')).toContainText(byPharmacist)
    await expect(page.getByTestId('prescription-words')).toContainText(
      words('prescription.word.refill', { value: '2' }),
    )
    await keyboard.press('F6')
    await expect(consultation.orders()).toHaveCount(2)
    await expect(ofNhi, 'not asked about the drug that came since').toHaveAttribute('data-state', 'newer')
    await photograph(desk, 'prescription-refill')
    await keyboard.press('F5')
    await expect(page.getByTestId('order-search')).toBeFocused()
    await keyboard.press('ArrowUp')
    await keyboard.press('F8')
    await expect(consultation.orders()).toHaveCount(1)
    await keyboard.press('Control+r')
    await choose(desk, 'prescription-whole', 'H8', words('prescription.whole.H8'))
    // Two dispensings are left: twice the days, and twice the tablets.
    await expect(consultation.orders().first()).toContainText('PO20180')
    await expect(page.getByTestId('prescription-problems')).toHaveCount(0)
    await photograph(desk, 'prescription-refill-whole')
    const none = page.getByRole('option', { name: words('prescription.whole.none'), exact: true })
    await keyboard.press('Space')
    await expect(async () => {
      await keyboard.press('Home')
      await expect(none).toBeFocused({ timeout: 200 })
    }).toPass()
    await keyboard.press('Enter')
    await expect(page.getByTestId('prescription-whole')).toHaveAttribute('data-value', 'none')
    await expect(none).toHaveCount(0)
    await expect(consultation.orders().first()).not.toContainText('PO20180')
    await keyboard.press('Escape')
    await consultation.finish()
  })

  await cashier.open()
  await expect(page.getByTestId('next-to-pay')).toBeVisible()
  await keyboard.press('F8')
  await cashier.cardIs('here')
  await cashier.close()
  await cashier.uploadIs('nhi-upload', 'accepted')
  const all = (await sims.nhi.ledger()).records
  expect(all).toHaveLength(2)
  const [issued, again] = all.map(({ record }) => record.visit)
  expect(again).toMatchObject({
    M07: 'AE',
    M16: issued?.M15,
    M18: issued?.M13,
    M19: issued?.M11,
    M20: '10',
    M26: '3',
    M45: '0',
  })
  expect(again?.M13).toBeUndefined()
  expect(all[1]?.record.orders.map(({ D04, D06 }) => [D06, D04])).toEqual([[metformin, 'C']])

  await test.step('the third dispensing stands in the report of what is due, and is counted by day', async () => {
    const report = (testId: string) => page.getByTestId('screen-reports').getByTestId(testId)
    await keyboard.press(screenKey('reports'))
    await opened(page.getByTestId('screen-reports'))
    await report('report-refill').press('Space')
    await expect(report('report-head')).toHaveAttribute('data-kind', 'refill')
    await expect(report('report-row')).toHaveCount(1)
    await expect(report('report-row')).toContainText(words('report.dispensing', { number: 3, of: 3 }))
    await expect(report('report-chart')).toHaveCount(0)
    await photograph(desk, 'reports-refill')
    expect(await wcagProblems(page), 'WCAG 2.2 AA: refills due').toEqual([])
    await report('report-by')
      .getByRole('radio', { name: words('report.grouping.day') })
      .press('Space')
    await expect(report('report-head')).toHaveAttribute('data-by', 'day')
    await expect(report('report-chart')).toHaveAttribute('data-bars', '1')
    await expect(report('report-total').locator('[data-column=prescriptions]')).toHaveAttribute('data-value', '1')
  })

  await test.step('the second dispensing is cancelled, then the prescription itself: the NHI has both', async () => {
    const visits = await desk.ask('visit:list', { day: null })
    const [issuing, dispensing] = visits
    if (issuing === undefined || dispensing === undefined) throw new Error('two visits are expected')
    const { encounterId, version } = dispensing
    await cashier.open()
    const filter = cashier.screen.getByTestId('cashier-filter')
    await filter.getByRole('radio', { name: words('cashier.closedToday') }).press('Space')
    await page.getByTestId(`pay-row-${issuing.encounterId}`).click()
    const state = cashier.screen.getByTestId('refill-cancellation')
    await expect(state, 'it was dispensed again here').toHaveAttribute('data-state', 'dispensed')
    await desk.ask('amendment:cancel', { encounterId, fromVersion: version, reason: '病人未領' })
    await expect(state).toHaveCount(0)
    await page.getByTestId('cancel-refill').press('Enter')
    await expect(page.getByTestId('cancel-refill-reason')).toBeFocused()
    await keyboard.insertText('改用其他藥')
    await photograph(desk, 'prescription-cancel-refill')
    await page.getByTestId('cancel-refill-confirm').press('Enter')
    await expect(state).toHaveAttribute('data-state', 'cancelled')
    await expect(page.getByTestId('amend-visit')).toHaveCount(0)
    expect(await wcagProblems(page), 'WCAG 2.2 AA: a cancelled refill prescription').toEqual([])
    await photograph(desk, 'prescription-refill-cancelled')
    const ledger = await sims.nhi.ledger()
    expect(ledger.records.map(({ record }) => record.header.H01)).toEqual(['C'])
    expect(await desk.ask('refills:due', { patientId: null, dueBy: null })).toEqual([])
  })
})
