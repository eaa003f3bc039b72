import { photograph } from '../fixtures/photograph.ts'
import { present, register, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const next = '/api/v1/SequelNumber/Next'
const rollback = '/api/v1/SequelNumber/Rollback'
const history = '/api/v1/Treatment/NoNeedHPC'

test('a serial’s reply is lost, the card pulled, the power cut: listed, found out when that card comes back, and told', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'lost-reply', path: next })
  await sims.nhi.failNext({ kind: 'http-status', status: 503, path: history, count: 1000 })
  await frontDesk.tryToRegister('SERIAL_UNRESOLVED')
  await sims.cards.pull()
  await desk.crash()
  await sims.nhi.clearFaults()
  await desk.start()

  const list = () => frontDesk.screen.getByTestId('unresolved-acts')
  await test.step('after the restart it stands on the front desk: who, what, and what to do', async () => {
    await expect(list()).toHaveAttribute('data-count', '1')
    await list().locator('summary').press('Enter')
    await expect(list()).toContainText('林示安')
    await expect(list()).toContainText(words('journal.kind.serial-lost.todo'))
    await photograph(desk, 'unresolved-acts')
  })
  await test.step('somebody else’s card finds out nothing', async () => {
    await sims.cards.insert('wu-low-income')
    await strip.shows('吳範例')
    await frontDesk.cardIs('authenticated')
    await expect(list()).toHaveAttribute('data-count', '1')
  })
  await test.step('the card itself does, without a key press, and without a second serial', async () => {
    await sims.cards.insert('lin-adult')
    await strip.shows('林示安')
    const told = frontDesk.screen.getByTestId('resolved-act')
    await expect(told).toHaveText(words('journal.result.serial-taken', { name: '林示安', serial: '0001' }))
    await photograph(desk, 'resolved-act')
    expect((await sims.nhi.ledger()).visits).toHaveLength(1)
  })
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  await expect(list()).toHaveCount(0)
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

test('the reply to a rollback is lost and the card pulled: said, nobody begins on it, found out when the card is back', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'lost-reply', path: rollback })
  await sims.nhi.failNext({ kind: 'http-status', status: 503, path: history, count: 1000 })
  await desk.page.keyboard.press('F7')
  await frontDesk.screen.getByTestId('confirm-cancel').click()
  await frontDesk.says('ROLLBACK_UNRESOLVED')
  await expect(frontDesk.screen.getByTestId('unresolved-acts')).toHaveAttribute('data-count', '1')
  await photograph(desk, 'rollback-unresolved')
  const [visit] = await desk.ask('visit:list', { day: null })
  expect(visit?.state).toBe('waiting')
  await expect(desk.ask('consultation:start', { encounterId: visit?.encounterId ?? '' })).rejects.toThrow(
    'ROLLBACK_UNRESOLVED',
  )
  await sims.cards.pull()
  await frontDesk.cardIs('none')
  await sims.nhi.clearFaults()
  await sims.cards.insert('lin-adult')
  await frontDesk.cardIs('authenticated')
  await expect(frontDesk.screen.getByTestId('resolved-act')).toHaveText(
    words('journal.result.rollback-done', { name: '林示安' }),
  )
  await expect(frontDesk.row('林示安')).toContainText(words('visit.state.cancelled'))
  await expect(frontDesk.screen.getByTestId('unresolved-acts')).toHaveCount(0)
  expect((await sims.nhi.ledger()).visits).toMatchObject([{ rolledBack: true }])
})
