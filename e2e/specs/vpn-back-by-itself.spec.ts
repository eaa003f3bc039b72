import type { Desk } from '../fixtures/desk.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

const hourMs = 3_600_000

/** Writes down what the system is asked to show, and what the page is asked to play; neither is there to be seen or heard here. */
const recordAlarms = async ({ app, page }: Desk) => {
  await app.evaluate(({ Notification }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shownToPerson: shown })
    Object.defineProperty(Notification, 'isSupported', { value: () => true })
    Object.defineProperty(Notification.prototype, 'show', {
      value(this: Electron.Notification) {
        shown.push(this.body)
      },
    })
  })
  await page.evaluate(() => {
    HTMLMediaElement.prototype.play = () => {
      const { dataset } = document.documentElement
      dataset.played = String(Number(dataset.played ?? '0') + 1)
      return Promise.resolve()
    }
  })
  return {
    notifications: () => app.evaluate(() => (globalThis as unknown as { shownToPerson: string[] }).shownToPerson),
    sounds: () => page.evaluate(() => Number(document.documentElement.dataset.played ?? '0')),
  }
}

test('uploads go out by themselves soon after the VPN is back', async ({ sims, desk }) => {
  const { cashier, status } = desk
  await untilCashier(desk, sims, 'wu-low-income', '吳範例')
  await sims.vpn.cut()
  await cashier.tryToClose('NHI_UNREACHABLE')
  await cashier.closeAsException('A021')
  await status.is('vpn', 'down')
  await cashier.uploadIs('clinic-cloud', 'waiting')
  await cashier.uploadIs('nhi-upload', 'waiting')

  const backAt = Date.now()
  await sims.vpn.restore()
  // No key is pressed from here on. That it takes five seconds at most is asserted by `darkLine.test.ts`; here it is written down.
  await cashier.uploadIs('nhi-upload', 'accepted')
  await cashier.uploadIs('clinic-cloud', 'accepted')
  await status.is('vpn', 'up')
  await status.isAllSent()
  const [{ uploads }, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  expect([uploads.length, cloud.records.length]).toEqual([1, 1])
  const arrivedAt = [uploads[0]?.receivedAt ?? 0, Date.parse(cloud.records[0]?.receivedAt ?? '')]
  const seconds = arrivedAt.map((at) => ((at - backAt) / 1000).toFixed(1)).join(' s, ')
  test.info().annotations.push({ type: 'sent by itself after (NHI, cloud)', description: `${seconds} s` })
})

test('one way cut does not hold up the other, and what waited is delivered once', async ({ sims, desk }) => {
  const { cashier, status } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.vpn.cut('cloud')
  await cashier.close()
  await cashier.uploadIs('nhi-upload', 'accepted')
  await cashier.uploadIs('clinic-cloud', 'waiting')
  await status.is('outbox', '1')
  await sims.vpn.restore('cloud')
  await cashier.uploadIs('clinic-cloud', 'accepted')
  await status.isAllSent()
  const [nhi, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  expect(nhi.uploads).toHaveLength(1)
  expect(cloud.records).toHaveLength(1)

  // Its record is not signed yet, and by the server's clock the day is nearly over: a person hears of it in three ways.
  const alarms = await recordAlarms(desk)
  await sims.nhi.shiftClock(20.5 * hourMs)
  // The next look at the line brings the server's time, and with it the alarm: nothing is waited for.
  await desk.ask('status:probe', {})
  await expect(status.item('deadline')).toHaveAttribute('data-state', 'near')
  await expect.poll(alarms.sounds).toBe(1)
  await expect.poll(alarms.notifications).toHaveLength(1)
  expect((await alarms.notifications())[0]).toContain(words('alarm.signature.4', { count: 1 }))
})
