import { bothReceived, present, signOn, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

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
  const { cashier } = desk
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
  await sims.cards.pull()
  await cashier.cardIs('absent')
  await cashier.tryToClose('CARD_ABSENT')
  await sims.cards.insert('lin-adult')
  await cashier.cardIs('here')
  await cashier.close()
  await bothReceived(desk)
  const { visits, records } = await sims.nhi.ledger()
  expect(visits).toHaveLength(1)
  expect(visits[0]?.codesAndFees).toMatchObject({ mainCode: 'J069' })
  expect(records.map(({ record }) => record.visit.M02)).toEqual([visits[0]?.hcId])
})
