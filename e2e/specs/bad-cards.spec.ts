import type { ErrorCode } from '../../preload/contract/errors.ts'
import { present, register } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import type { CardId } from '../sims/client.ts'

const badCards: readonly (readonly [CardId, ErrorCode, string])[] = [
  ['foreign', 'CARD_FOREIGN', 'a card of somebody else’s system'],
  ['vicc-iso7816', 'CARD_FOREIGN', 'a card of another issuer, as vicc emulates it'],
  ['vicc-ePass', 'CARD_FOREIGN', 'a passport'],
  ['vicc-cryptoflex', 'CARD_FOREIGN', 'a card of certificates'],
  ['sam', 'CARD_FOREIGN', 'a SAM card in the patient reader'],
  ['tear-mid-read', 'CARD_REMOVED', 'a card pulled while it is read'],
  ['tear-after-select', 'CARD_REMOVED', 'a card pulled right after it was found'],
  ['wrong-check-digit', 'CARD_DATA_INVALID', 'a national id whose check digit is wrong'],
  ['bad-big5', 'CARD_DATA_INVALID', 'a name that is no Big5'],
  ['short-data', 'CARD_DATA_INVALID', 'data that end too soon'],
  ['impossible-date', 'CARD_DATA_INVALID', 'a birthday that does not exist'],
  ['blank', 'CARD_DATA_INVALID', 'a blank card'],
]

test('every bad card is told in words, nobody stands on the screen, and the next good card is read', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip, status } = desk
  for (const [card, code, title] of badCards) {
    await test.step(title, async () => {
      await sims.cards.insert(card)
      await frontDesk.says(code)
      await frontDesk.cardIs('fault')
      await strip.isEmpty()
      await frontDesk.hasNobody()
      await sims.cards.pull()
      // A torn card has to stay told after it is out; any other leaves with its error.
      if (code !== 'CARD_REMOVED') await expect(frontDesk.errors()).toHaveCount(0)
    })
  }
  await test.step('a card of which the NHI says otherwise: no exception stands in for it either', async () => {
    await sims.cards.insert('other-birth-date')
    await expect(await frontDesk.says('CARD_NOT_AS_REGISTERED')).toContainText(words('code.identity.birthDate'))
    await frontDesk.cardIs('fault')
    const session = await desk.ask('card:current', {})
    const who = { cardSessionId: session?.sessionId ?? null, patientId: null }
    const options = await desk.ask('registration:options', who)
    expect(options.exceptionCodes).toEqual([])
    const registered = await desk.invoke('registration:register', {
      ...who,
      practitionerId: options.proposed.practitionerId ?? options.practitioners[0]?.practitionerId ?? '',
      roomId: options.proposed.roomId ?? options.rooms[0]?.roomId ?? '',
      session: options.proposed.session,
      treatmentItem: '01',
      copaymentCode: options.proposed.copaymentCode,
      exceptionCode: 'B000',
    })
    expect(registered).toMatchObject({ error: { code: 'CARD_NOT_AS_REGISTERED' } })
    await sims.cards.pull()
    await expect(frontDesk.errors()).toHaveCount(0)
  })
  await present(desk, sims, 'wu-low-income', '吳範例')
  await status.is('reader', 'ready')
  // No step of a bad card has left anything behind: no patient, no visit, no question to the NHI.
  expect(await desk.ask('patient:search', { text: '林', limit: 20 })).toEqual([])
  expect(await desk.ask('visit:list', { day: null })).toEqual([])
  expect((await sims.nhi.ledger()).visits).toEqual([])
})

test('a cancelled card is said at once and takes no serial; its holder is registered with the code that fits', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await sims.cards.insert('gao-cancelled')
  await strip.shows('高註範')
  const error = await frontDesk.says('NHI_CARD_CANCELLED')
  await frontDesk.cardIs('identified')
  // Whether a new card is being made only a person can see.
  await expect(error).toContainText('C001')
  await frontDesk.typeException('C001')
  const registered = await frontDesk.registerAsException('C001')
  expect(registered.serial).toBe('C001')
  expect((await sims.nhi.ledger()).visits).toEqual([])
})

test('a card that never answers: the helper process is ended, the desk goes on with the next card', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip, status } = desk
  const helper = () =>
    desk.app.evaluate(({ app }) => app.getAppMetrics().find((metric) => metric.name === 'card-reader')?.pid)
  await expect.poll(helper).toEqual(expect.any(Number))
  const before = await helper()
  await sims.cards.insert('silent')
  await frontDesk.says('READER_TIMEOUT')
  await strip.isEmpty()
  await frontDesk.hasNobody()
  await expect.poll(helper).not.toBe(before)
  await sims.cards.pull()
  await expect(frontDesk.errors()).toHaveCount(0)
  await present(desk, sims, 'lin-adult', '林示安')
  await status.is('reader', 'ready')
})

test('F4 reads again, and says so when the card is no better or no longer there', async ({ sims, desk }) => {
  const { frontDesk } = desk
  await sims.cards.insert('wrong-check-digit')
  await frontDesk.says('CARD_DATA_INVALID')
  await frontDesk.readAgain()
  await frontDesk.says('CARD_DATA_INVALID')
  await sims.cards.insert('tear-mid-read')
  await frontDesk.says('CARD_REMOVED')
  await frontDesk.readAgain()
  await expect(frontDesk.errors()).toHaveCount(0)
  await expect(frontDesk.screen).toContainText(words('registration.idle'))
})

test('a known patient whose card is broken is registered as an exception with the code that fits', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip } = desk
  await register(desk, sims, 'wu-low-income', '吳範例')
  // That visit is taken back, so that the same person can come again.
  const [first] = await desk.ask('visit:list', { day: null })
  if (first === undefined) throw new Error('no visit was registered')
  await desk.ask('registration:cancel', { encounterId: first.encounterId })
  await sims.cards.insert('wrong-check-digit')
  await frontDesk.says('CARD_DATA_INVALID')
  await frontDesk.findPatient('吳範例')
  await strip.shows('吳範例')
  const registered = await frontDesk.registerAsException('B000')
  expect(registered.serial).toBe('B000')
  const { visits } = await sims.nhi.ledger()
  expect(visits.filter(({ rolledBack }) => !rolledBack)).toEqual([])
})
