import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

/** 'A few seconds' after the network is back, without any key. The receipts then take what the servers take. */
const fewSecondsMs = 6_000

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
  // No key is pressed from here on.
  await expect
    .poll(async () => (await sims.cloud.ledger()).records.length, { timeout: fewSecondsMs, intervals: [200] })
    .toBe(1)
  await expect
    .poll(async () => (await sims.nhi.ledger()).uploads.length, { timeout: fewSecondsMs, intervals: [200] })
    .toBe(1)
  const [{ uploads }, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
  expect((uploads[0]?.receivedAt ?? 0) - backAt).toBeLessThan(fewSecondsMs)
  expect(Date.parse(cloud.records[0]?.receivedAt ?? '') - backAt).toBeLessThan(fewSecondsMs)
  await cashier.uploadIs('nhi-upload', 'accepted')
  await cashier.uploadIs('clinic-cloud', 'accepted')
  await status.is('vpn', 'up')
  await status.isAllSent()
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
})
