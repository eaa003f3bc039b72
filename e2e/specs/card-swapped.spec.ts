import { photograph } from '../fixtures/photograph.ts'
import { bothReceived, present, register, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const next = '/api/v1/SequelNumber/Next'
const history = '/api/v1/Treatment/NoNeedHPC'

test('swapped between reading and registering: the form follows the card, nothing is taken for the wrong one', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.cards.insert('wu-low-income')
  await strip.shows('吳範例')
  await frontDesk.cardIs('authenticated')
  await frontDesk.register()
  const { visits } = await sims.nhi.ledger()
  expect(visits.map(({ personId }) => personId)).toEqual(['wu-low-income'])
  const listed = await desk.ask('visit:list', { day: null })
  expect(listed.map(({ patient }) => patient.name)).toEqual(['吳範例'])
})

test('swapped under the request: main refuses the registration that names the old card', async ({ sims, desk }) => {
  const { strip } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  const old = await desk.ask('card:current', {})
  const options = await desk.ask('registration:options', { cardSessionId: old?.sessionId ?? null, patientId: null })
  await sims.cards.insert('wu-low-income')
  await strip.shows('吳範例')
  const { practitionerId, roomId, ...proposed } = options.proposed
  await expect(
    desk.ask('registration:register', {
      cardSessionId: old?.sessionId ?? null,
      patientId: null,
      practitionerId: practitionerId ?? options.practitioners[0]?.practitionerId ?? '',
      roomId: roomId ?? options.rooms[0]?.roomId ?? '',
      session: proposed.session,
      treatmentItem: proposed.treatmentItem,
      copaymentCode: proposed.copaymentCode,
      exceptionCode: null,
    }),
  ).rejects.toThrow('CARD_CHANGED')
  expect((await sims.nhi.ledger()).visits).toEqual([])
  expect(await desk.ask('visit:list', { day: null })).toEqual([])
})

test('swapped before the card write: nothing is written, it is said plainly, the right card goes on', async ({
  sims,
  desk,
}) => {
  const { cashier, swap } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.cards.insert('wu-low-income')
  await cashier.cardIs('other')
  await cashier.tryToClose('CARD_CHANGED')
  await test.step('no card was written, and the visit still waits to be paid', async () => {
    const { visits, records } = await sims.nhi.ledger()
    expect(visits.map(({ codesAndFees, orders }) => ({ codesAndFees, orders }))).toEqual([
      { codesAndFees: null, orders: [] },
    ])
    expect(records).toEqual([])
    const [visit] = await desk.ask('visit:list', { day: null })
    expect(visit).toMatchObject({ state: 'to-pay', cardWrite: 'none', uploads: [] })
  })
  await test.step('both names are on the screen, and go with the card', async () => {
    await swap.names('林示安', '吳範例')
    await photograph(desk, 'swapped-cashier')
    await sims.cards.pull()
    await swap.names('林示安', words('card.swap.none'))
  })
  await test.step('the right card is put back: the desk goes on by itself', async () => {
    await sims.cards.insert('lin-adult')
    await expect(cashier.stored).toBeVisible()
  })
  await bothReceived(desk)
  const { visits, records } = await sims.nhi.ledger()
  expect(visits).toHaveLength(1)
  expect(visits[0]?.codesAndFees).toMatchObject({ mainCode: 'J069' })
  expect(records.map(({ record }) => record.visit.M02)).toEqual([visits[0]?.hcId])
})

test('swapped while the serial is asked for: both names, nothing taken, and the right card goes on by itself', async ({
  sims,
  desk,
}) => {
  const { frontDesk, swap, strip } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await test.step('an earlier try whose end is unknown is looked up first, which takes its time', async () => {
    await sims.nhi.failNext({ kind: 'http-status', status: 500, path: next })
    await sims.nhi.failNext({ kind: 'http-status', status: 503, path: history, count: 1000 })
    await frontDesk.tryToRegister('SERIAL_UNRESOLVED')
    await sims.nhi.clearFaults()
    await sims.nhi.failNext({ kind: 'slow', path: history, delayMs: 8_000 })
  })
  await frontDesk.press()
  await expect(frontDesk.screen.locator('[data-step="resolve-serial"][data-state="running"]')).toBeVisible()
  await sims.cards.insert('wu-low-income')
  await strip.shows('吳範例')
  await frontDesk.says('CARD_CHANGED')
  await swap.names('林示安', '吳範例')
  await photograph(desk, 'swapped-registration')
  expect((await sims.nhi.ledger()).visits).toEqual([])
  await sims.cards.insert('lin-adult')
  await expect(frontDesk.screen.getByTestId('registered')).toContainText('林示安')
  const { visits } = await sims.nhi.ledger()
  expect(visits.map(({ personId }) => personId)).toEqual(['lin-adult'])
  expect(await desk.ask('visit:list', { day: null })).toHaveLength(1)
})

test('swapped before a registration is cancelled: both names, the serial stays, and the right card goes on by itself', async ({
  sims,
  desk,
}) => {
  const { frontDesk, swap } = desk
  await signOn(desk, sims)
  await register(desk, sims, 'lin-adult', '林示安')
  await sims.cards.insert('wu-low-income')
  await desk.strip.shows('吳範例')
  await frontDesk.cardIs('authenticated')
  await frontDesk.row('林示安').click()
  await desk.page.keyboard.press('F7')
  await frontDesk.screen.getByTestId('confirm-cancel').click()
  await frontDesk.says('CARD_CHANGED')
  await swap.names('林示安', '吳範例')
  expect((await sims.nhi.ledger()).visits).toMatchObject([{ rolledBack: false }])
  await sims.cards.insert('lin-adult')
  await expect.poll(async () => (await sims.nhi.ledger()).visits.map(({ rolledBack }) => rolledBack)).toEqual([true])
  await expect(frontDesk.row('林示安')).toContainText(words('visit.state.cancelled'))
})
