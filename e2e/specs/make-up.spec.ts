import { consult, present, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const name = '林示安'

test('an exception while the network is down is made good with the card: record accepted with M12 = 2, M49, M52', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, makeUps, page, status } = desk
  await test.step('the network is down: registered as an exception, without a serial', async () => {
    await signOn(desk, sims)
    await register(desk, sims, 'lin-adult', name)
    await frontDesk.cancelRegistered()
    await frontDesk.next()
    await sims.cards.pull()
    await sims.vpn.cut()
    await status.is('vpn', 'down')
    await sims.cards.insert('lin-adult')
    await frontDesk.says('NHI_UNREACHABLE')
    expect((await frontDesk.registerAsException('A020')).serial).toBe('A020')
  })
  await consult(desk)
  await cashier.open()
  await cashier.close()
  await cashier.uploadIs('nhi-upload', 'waiting')

  await frontDesk.open()
  await test.step('too early while the exception has no number: it says so, and takes no serial', async () => {
    await expect(makeUps.debts).toHaveAttribute('data-kind', 'exception')
    await makeUps.open()
    await expect(makeUps.row(name)).toContainText('A020')
    await makeUps.close()
  })
  await sims.vpn.restore()
  await status.isAllSent()
  await sims.cards.pull()
  await present(desk, sims, 'lin-adult', name)
  await makeUps.open()
  await expect(makeUps.detail).toContainText(words('makeUp.makeUpNoSerial'))
  await makeUps.submit()
  await makeUps.close()
  await status.isAllSent()
  await test.step('two records: the exception, and the make-up that names it', async () => {
    const { visits, records } = await sims.nhi.ledger()
    const [serial, ...others] = visits.filter(({ counted, rolledBack }) => counted && !rolledBack)
    expect(others).toEqual([])
    expect(serial).toMatchObject({ afterCheck: '2', codesAndFees: { mainCode: 'J069' } })
    const exception = records.find(({ record }) => record.header.H01 === 'B')?.record.visit
    const made = records.find(({ record }) => record.header.H01 === 'A')?.record.visit
    expect(records).toHaveLength(2)
    expect(exception).toMatchObject({ M12: '1', M13: 'A020' })
    expect(made).toMatchObject({
      M12: '2',
      M13: serial?.sequenceNumber,
      M15: serial?.treatmentNumber,
      M49: exception?.M11,
      M52: exception?.M15,
    })
  })
  await test.step('the list has it among the done', async () => {
    await makeUps.open()
    await page.getByTestId('make-up-filter').getByText(words('makeUp.filter.done')).click()
    await expect(makeUps.row(name)).toContainText(words('makeUp.state.doneException'))
  })
})
