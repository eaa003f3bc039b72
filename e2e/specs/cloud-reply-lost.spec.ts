import type { Desk } from '../fixtures/desk.ts'
import { bothReceived, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'

const cloudUpload = async (desk: Desk) =>
  (await desk.ask('visit:list', { day: null }))[0]?.uploads.find(({ target }) => target === 'clinic-cloud')

test('the cloud accepts but its reply is lost: delivered once, and the receipt is shown', async ({ sims, desk }) => {
  const { cashier, status } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.cloud.failNext({ kind: 'lost-reply', path: '/v1/records', count: 1000 })
  await cashier.close()
  await test.step('the cloud has it, but without a receipt nothing turns green', async () => {
    await expect.poll(async () => (await sims.cloud.ledger()).records.length).toBe(1)
    await expect.poll(async () => (await cloudUpload(desk))?.tries).toBeGreaterThan(1)
    await cashier.uploadIs('clinic-cloud', /^(waiting|sending)$/)
    await expect(cashier.upload('clinic-cloud').locator('.text-ok')).toHaveCount(0)
  })
  await sims.cloud.clearFaults()
  await bothReceived(desk)
  await status.isAllSent()
  // Sent again and again, and known for the same each time.
  const { records } = await sims.cloud.ledger()
  expect(records).toHaveLength(1)
  const [visit] = await desk.ask('visit:list', { day: null })
  expect(records[0]?.record.recordId).toBe(visit?.encounterId)
})

test('the NHI takes a file in but its reply is lost: the record is held once, and the receipt is shown', async ({
  sims,
  desk,
}) => {
  const { cashier, status } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.failNext({ kind: 'lost-reply', path: '/V2000/VNHI_Upload' })
  await cashier.close()
  await bothReceived(desk)
  await status.isAllSent()
  const { records } = await sims.nhi.ledger()
  // Handing in again answers C001 (the same record is there already), which is a receipt and no error.
  expect(records).toHaveLength(1)
  expect(records[0]).toMatchObject({ replaced: 0 })
})
