import { present } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

test('a card pulled in the middle of being read: said, nobody half-known stays, and the same card is read whole', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await sims.cards.tearMidRead()
  await frontDesk.says('CARD_REMOVED')
  await strip.isEmpty()
  await frontDesk.hasNobody()
  // It stays told although the reader is empty again.
  expect((await sims.cards.state()).patient.cardId).toBeNull()
  await desk.status.is('reader', 'ready')
  await expect(frontDesk.errors()).toHaveCount(1)
  expect(await desk.ask('patient:search', { text: '林', limit: 20 })).toEqual([])

  await present(desk, sims, 'lin-adult', '林示安')
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect((await sims.nhi.ledger()).visits).toHaveLength(1)
})

test('a card torn out of the hands of the next patient leaves the registered one alone', async ({ sims, desk }) => {
  const { frontDesk, strip } = desk
  await present(desk, sims, 'lin-adult', '林示安')
  await frontDesk.register()
  await frontDesk.next()
  await sims.cards.tearMidRead()
  await frontDesk.says('CARD_REMOVED')
  await strip.isEmpty()
  await expect(frontDesk.row('林示安')).toContainText(words('visit.state.waiting'))
  const listed = await desk.ask('visit:list', { day: null })
  expect(listed.map(({ patient, state }) => [patient.name, state])).toEqual([['林示安', 'waiting']])
})
