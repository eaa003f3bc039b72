import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../fixtures/desk.ts'
import { consult, present, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const folder = join('test-results', 'looks')
const name = '林示安'

/** A picture of it in light and in dark, to be looked at. */
const photograph = async (desk: Desk, what: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (const theme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme: theme })
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
    await desk.page.screenshot({ path: join(folder, `${what}-${theme}.png`) })
  }
  await desk.page.emulateMedia({ colorScheme: 'light' })
}

test('the card is owed: deposit on the receipt, then the card comes back the same day and the deposit goes', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, makeUps, page } = desk
  await test.step('somebody the clinic knows comes without the card', async () => {
    await signOn(desk, sims)
    await register(desk, sims, 'lin-adult', name)
    await frontDesk.cancelRegistered()
    await sims.cards.pull()
    await frontDesk.next()
    await frontDesk.open()
    await makeUps.open()
    await expect(makeUps.pane).toContainText(words('makeUp.empty.open'))
    await photograph(desk, '20-make-ups-empty')
    await makeUps.close()
    await frontDesk.findPatient(name)
  })
  await test.step('registered without a serial, and told what it costs', async () => {
    await frontDesk.chooseOwed()
    await photograph(desk, '21-owed-card-form')
    const { serial } = await frontDesk.registerOwed()
    expect(serial).toBe('')
    await expect(page.getByTestId('owed-registered')).toContainText('500')
    await photograph(desk, '22-owed-card-registered')
  })
  await consult(desk)
  await cashier.open()
  await test.step('the deposit is a line of the receipt; nothing goes to the NHI', async () => {
    await cashier.cardIs('owed')
    await expect(cashier.screen).toContainText(words('cashier.charge.card-deposit'))
    await expect.poll(() => cashier.amountDue()).toBe(700)
    await photograph(desk, '23-owed-card-cashier')
    await cashier.close(1000)
    await expect(page.getByTestId('owed-stored')).toContainText('500')
    await cashier.uploadIs('clinic-cloud', 'accepted')
    await expect(cashier.upload('nhi-upload')).toHaveCount(0)
    await expect(cashier.stored).toHaveAttribute('data-complete', 'false')
    const { records, visits } = await sims.nhi.ledger()
    expect(records).toEqual([])
    expect(visits.filter(({ counted, rolledBack }) => counted && !rolledBack)).toEqual([])
  })

  await frontDesk.open()
  await test.step('the wrong card offers nothing; the right one says at once what is owed', async () => {
    await present(desk, sims, 'wu-low-income', '吳範例')
    await expect(makeUps.debts).toHaveCount(0)
    await present(desk, sims, 'lin-adult', name)
    await expect(makeUps.debts).toHaveAttribute('data-kind', 'owed-card')
    await expect(makeUps.debts).toContainText('500')
    await photograph(desk, '24-owed-card-back')
  })
  await makeUps.open()
  await photograph(desk, '25-return-card')
  await makeUps.submit()
  await test.step('the deposit is given back, with a receipt', async () => {
    await expect.poll(() => makeUps.amount('taken')).toBe(500)
    await expect.poll(() => makeUps.amount('refunded')).toBe(-500)
    await expect.poll(() => makeUps.amount('balance')).toBe(0)
    await photograph(desk, '26-card-returned')
    await makeUps.close()
    await expect(makeUps.debts).toHaveCount(0)
  })
  await test.step('and so the receipt of the visit says, whose records both arrive', async () => {
    await frontDesk.row(name).last().click()
    await page.getByRole('button', { name: words('registration.goCashier') }).click()
    await expect(page.getByTestId('deposit-refund')).toContainText('500')
    await expect(cashier.stored).toHaveAttribute('data-complete', 'true')
    await expect(cashier.upload('nhi-upload')).toHaveCount(1)
    await photograph(desk, '27-owed-card-received')
  })
  await test.step('one serial, taken as a make-up; one record, which names the visit it makes good', async () => {
    const { visits, records, uploads } = await sims.nhi.ledger()
    const taken = visits.filter(({ counted, rolledBack }) => counted && !rolledBack)
    expect(taken).toMatchObject([{ afterCheck: '2', codesAndFees: { mainCode: 'J069' } }])
    const issued = visits.filter(({ kind }) => kind === 'no-card')
    expect(issued).toHaveLength(1)
    expect(records).toHaveLength(1)
    expect(records[0]?.record.header).toMatchObject({ H01: 'A' })
    expect(records[0]?.record.visit).toMatchObject({
      M12: '2',
      M11: taken[0]?.treatmentDateTime,
      M15: taken[0]?.treatmentNumber,
      M49: issued[0]?.treatmentDateTime,
      M52: issued[0]?.treatmentNumber,
    })
    expect(uploads).toHaveLength(1)
  })
})
