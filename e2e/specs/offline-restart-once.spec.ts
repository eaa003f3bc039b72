import { bothReceived, untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

test('the VPN is cut after the consultation: closed as an exception, kept over a power cut, sent once by itself', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, status, uploads } = desk
  const registered = await untilCashier(desk, sims, 'lin-adult', '林示安')
  expect(registered.serial).toBe('0001')

  await sims.vpn.cut()
  await test.step('the card cannot be written, and the screen says why and how to go on', async () => {
    const error = await cashier.tryToClose('NHI_UNREACHABLE')
    await expect(error).toContainText(words('cashier.exception.offer'))
    await cashier.closeAsException('A021')
  })
  await test.step('stored, amber and counted, not green', async () => {
    await expect(cashier.stored).toContainText(words('cashier.stored'))
    await expect(cashier.stored).toContainText(words('visit.exception', { code: 'A021' }))
    await cashier.uploadIs('nhi-upload', 'waiting')
    await cashier.uploadIs('clinic-cloud', 'waiting')
    await expect(cashier.stored.locator('.text-ok')).toHaveCount(0)
    await status.is('vpn', 'down')
    await status.is('outbox', '2')
    await uploads.open()
    await uploads.counts('unsent', 2)
    await uploads.counts('dueSoon', 2)
    await uploads.stateIs('nhi-upload', 'waiting')
    await uploads.stateIs('clinic-cloud', 'waiting')
  })

  await desk.crash()
  await desk.start()
  await test.step('after the restart everything is still there', async () => {
    await expect(frontDesk.row('林示安')).toContainText(words('upload.state.waiting'))
    await status.is('outbox', '2')
    await status.is('vpn', 'down')
  })

  await sims.vpn.restore()
  await status.isAllSent()
  await expect(frontDesk.row('林示安')).toContainText(words('upload.state.accepted'))
  await test.step('exactly once at both servers, as an exception of this visit', async () => {
    const [{ visits, records, uploads: handedIn }, cloud] = await Promise.all([sims.nhi.ledger(), sims.cloud.ledger()])
    expect(visits.filter(({ counted }) => counted)).toHaveLength(1)
    expect(visits.find(({ counted }) => counted)?.codesAndFees).toBeNull()
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ replaced: 0, late: false })
    expect(records[0]?.record.header).toMatchObject({ H01: 'B' })
    expect(records[0]?.record.visit).toMatchObject({ M03: 'A200000012', M13: 'A021', M35: 'J069' })
    expect(handedIn).toHaveLength(1)
    expect(cloud.records).toHaveLength(1)
    expect(cloud.records[0]?.record).toMatchObject({ version: 1, kind: 'visit' })
  })
  await test.step('and so the screens say', async () => {
    await uploads.open()
    await uploads.counts('unsent', 0)
    await uploads.show('accepted')
    await uploads.choose('nhi-upload')
    await uploads.openVisit()
    await bothReceived(desk)
  })
})
