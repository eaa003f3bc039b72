import { join } from 'node:path'
import { type Desk, openDesk } from '../fixtures/desk.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { photograph } from '../fixtures/photograph.ts'
import { present } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const name = '林示安'

test('two PCs with a store each register one card at once: the second is told whose serial it was, and gives its own back', async ({
  sims,
  desk,
  start,
  folder,
}) => {
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    desk: { ...settings.desk, id: 'front-2', name: '櫃檯 2' },
  }))
  const second = await openDesk({ ...start, settingsFile, dataDirectory: join(folder, 'data-2') })
  const pcs = [desk, second]
  const told = ({ page }: Desk) => page.getByTestId('other-serial')
  const given = async () => (await sims.nhi.ledger()).visits.filter(({ rolledBack }) => !rolledBack)
  try {
    await present(desk, sims, 'lin-adult', name)
    await second.strip.shows(name)
    await second.frontDesk.cardIs('authenticated')
    await Promise.all(pcs.map(({ frontDesk }) => frontDesk.isReady()))
    const [one, two] = await Promise.all(pcs.map(({ frontDesk }) => frontDesk.register()))
    expect([one?.serial, two?.serial].toSorted()).toEqual(['0001', '0002'])
    expect(await given()).toHaveLength(2)

    const later = two?.serial === '0002' ? second : desk
    const earlier = later === second ? desk : second
    await test.step('the later one hears of the other’s serial; the earlier one of nothing', async () => {
      await expect(told(later)).toContainText(words('journal.otherSerial.title'))
      await expect(told(later)).toContainText('0001')
      await expect(told(earlier)).toHaveCount(0)
      await photograph(later, 'other-serial')
    })
    await test.step('one key gives its own back, and the visit at the other PC stands', async () => {
      await told(later).getByRole('button').press('Enter')
      await expect(later.frontDesk.row(name)).toContainText(words('visit.state.cancelled'))
      await expect(told(later)).toHaveCount(0)
      expect(await given()).toMatchObject([{ sequenceNumber: '0001' }])
      await expect(earlier.frontDesk.row(name)).toContainText(words('visit.state.waiting'))
    })
  } finally {
    await second.close()
  }
  expect(second.complaints(), 'what no process should have complained of').toEqual([])
})
