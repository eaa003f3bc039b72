import { bothReceived, consult, present, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const next = '/api/v1/SequelNumber/Next'

test('the NHI answers 5xx to a registration: said, nothing taken, and Enter again takes one serial', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'http-status', status: 500, path: next })
  const error = await frontDesk.tryToRegister('NHI_SERVER_ERROR')
  await expect(error).toContainText(words('app.retry'))
  expect((await sims.nhi.ledger()).visits).toEqual([])
  expect(await desk.ask('visit:list', { day: null })).toEqual([])
  const registered = await frontDesk.register()
  expect(registered).toEqual({ queueNumber: 1, serial: '0001' })
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

test('the NHI does not answer a registration in time: looked up, said, and no serial is lost or doubled', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'timeout', path: next })
  await frontDesk.press()
  await expect(frontDesk.screen).toContainText(words('card.keepIn'))
  // Twenty seconds of patience with the NHI, then the card's own history is asked.
  await expect(frontDesk.errors()).toBeVisible({ timeout: 40_000 })
  await frontDesk.says('NHI_TIMEOUT')
  expect((await sims.nhi.ledger()).visits).toEqual([])
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

test('the reply is lost after a serial was taken: exactly one serial, and the visit carries it to the end', async ({
  sims,
  desk,
}) => {
  const { frontDesk, cashier } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'lost-reply', path: next })
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  const { visits } = await sims.nhi.ledger()
  expect(visits).toHaveLength(1)
  expect(visits[0]).toMatchObject({ sequenceNumber: '0001', rolledBack: false, counted: true })
  await test.step('its signature is gone with the reply, so it goes out as an exception of a visit already counted', async () => {
    const [visit] = await desk.ask('visit:list', { day: null })
    expect(visit).toMatchObject({ visitSequenceNumber: '0001', hasTreatmentNumber: true, exceptionCode: 'A021' })
    await consult(desk)
    await cashier.open()
    await cashier.cardIs('not-needed')
    await cashier.close()
    await bothReceived(desk)
  })
  const after = await sims.nhi.ledger()
  expect(after.visits.filter(({ counted }) => counted)).toHaveLength(1)
  expect(after.records).toHaveLength(1)
  expect(after.records[0]?.record.visit).toMatchObject({ M03: 'A200000012', M13: 'A021' })
})

test('reply lost and the card cannot be asked either: held back, and settled by the same serial at the next Enter', async ({
  sims,
  desk,
}) => {
  const { frontDesk } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'lost-reply', path: next })
  await sims.nhi.failNext({ kind: 'http-status', status: 503, path: '/api/v1/Treatment/NoNeedHPC', count: 1000 })
  const error = await frontDesk.tryToRegister('SERIAL_UNRESOLVED')
  // Its serial may be taken: were it to go on without the card, it would be an exception of the right column.
  await expect(error.getByTestId('use-exception')).toContainText('A021')
  await test.step('not even a power cut makes it forget', async () => {
    await desk.crash()
    await desk.start()
    await desk.strip.shows('林示安')
    await frontDesk.cardIs('authenticated')
    expect(await desk.ask('visit:list', { day: null })).toEqual([])
  })
  await sims.nhi.clearFaults()
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

for (const [what, path] of [
  ['codes and fees', '/api/v1/Treatment/WriteCodeFee'],
  ['orders', '/api/v1/Prescription/Write'],
] as const) {
  test(`the reply is lost while ${what} are written to the card: the retry finishes it, nothing is written twice`, async ({
    sims,
    desk,
  }) => {
    const { cashier } = desk
    await untilCashier(desk, sims, 'lin-adult', '林示安')
    // More than once, because what may be repeated is repeated at the other data centre first.
    await sims.nhi.failNext({ kind: 'lost-reply', path, count: 1000 })
    await cashier.tryToClose('CARD_WRITE_UNCONFIRMED')
    await test.step('not closed, nothing sent, and the list says what is open', async () => {
      const [visit] = await desk.ask('visit:list', { day: null })
      expect(visit).toMatchObject({ state: 'to-pay', cardWrite: 'unconfirmed', uploads: [] })
      expect((await sims.nhi.ledger()).uploads).toEqual([])
    })
    await sims.nhi.clearFaults()
    await cashier.close()
    await bothReceived(desk)
    const { visits, records } = await sims.nhi.ledger()
    expect(visits).toHaveLength(1)
    expect(visits[0]?.codesAndFees).toMatchObject({ mainCode: 'J069' })
    expect(visits[0]?.orders).toHaveLength(2)
    expect(records).toHaveLength(1)
    expect(records[0]?.record.header).toMatchObject({ H01: 'A' })
    for (const order of records[0]?.record.orders ?? []) {
      expect(visits[0]?.orderSignatures[order.D11 ?? '']).toBe(order.D06)
    }
  })
}
