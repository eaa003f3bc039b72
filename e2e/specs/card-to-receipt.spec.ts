import { createHash } from 'node:crypto'
import { bothReceived, cold, consult, present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import { canonicalJson } from '../sims/clinic-cloud/canonicalJson.ts'

const uploads = ['/V2000/VNHI_Upload', '/v1/records'] as const

test('a whole visit by keyboard, from the card to both receipts', async ({ sims, desk }) => {
  const { frontDesk, cashier, status } = desk
  await test.step('the desk in the morning: no patient, everything there', async () => {
    await desk.strip.isEmpty()
    await status.is('reader', 'ready')
    await status.is('sam', 'verified')
    await status.is('vpn', 'up')
    await status.is('outbox', '0')
  })
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  const registered = await frontDesk.register()
  expect(registered).toEqual({ queueNumber: 1, serial: '0001' })
  await expect(frontDesk.row('林示安')).toContainText(words('visit.state.waiting'))

  await consult(desk)
  // Nothing has been sent yet, and nothing claims to be.
  expect((await sims.nhi.ledger()).records).toEqual([])
  await cashier.open()
  const due = await cashier.amountDue()
  await cashier.cardIs('here')

  await sims.nhi.failNext({ kind: 'http-status', status: 503, retryAfterSeconds: 2, path: uploads[0], count: 1000 })
  await sims.cloud.failNext({ kind: 'http-status', status: 503, retryAfterSeconds: 2, path: uploads[1], count: 1000 })
  await cashier.close(1000)
  await test.step('stored, and honest about it: amber, counted, with its 24 hours', async () => {
    await expect(cashier.stored).toContainText(words('cashier.stored'))
    await expect(cashier.stored).toContainText(
      words('cashier.paid', { amount: 'NT$1,000', change: `NT$${1000 - due}` }),
    )
    for (const target of ['nhi-upload', 'clinic-cloud'] as const) {
      await cashier.uploadIs(target, /^(waiting|sending)$/)
      await expect(cashier.upload(target)).toContainText(/剩 2[34]/)
    }
    await expect(cashier.stored.locator('.text-ok')).toHaveCount(0)
    await status.is('outbox', '2')
    await frontDesk.open()
    await expect(frontDesk.row('林示安')).toContainText(words('upload.state.waiting'))
    await cashier.open()
  })
  await sims.nhi.clearFaults()
  await sims.cloud.clearFaults()
  await bothReceived(desk)
  await expect(cashier.stored).toHaveAttribute('data-complete', 'true')
  await expect(cashier.stored.locator('.text-ok')).toHaveCount(3)
  await status.isAllSent()
  await frontDesk.open()
  await expect(frontDesk.row('林示安')).toContainText(words('upload.state.accepted'))

  await test.step('the card holds what was done', async () => {
    const { visits } = await sims.nhi.ledger()
    expect(visits).toHaveLength(1)
    expect(visits[0]).toMatchObject({
      personId: 'lin-adult',
      kind: 'card',
      sequenceNumber: '0001',
      treatmentItem: '01',
      counted: true,
      rolledBack: false,
      codesAndFees: { mainCode: 'J069', subCodes: [], costFee: '50' },
    })
    expect(visits[0]?.orders.map(({ treatmentItemCode }) => treatmentItemCode)).toEqual([
      cold.drug.drug,
      cold.procedure,
    ])
  })
  await test.step('and shows it to whoever asks, with the doctor’s card: diagnosis, orders, the phone to call', async () => {
    const layer = desk.page.getByTestId('card-content')
    await desk.page.keyboard.press('Control+i')
    await expect(layer.getByTestId('card-history')).toContainText('0001')
    await expect(layer.getByTestId('card-history')).toContainText('J069')
    await expect(layer.getByTestId('card-orders')).toContainText(cold.drug.drug)
    await expect(layer.getByTestId('card-part-missing')).toHaveAttribute('data-code', 'NOT_OFFERED')
    await desk.page.keyboard.press('Escape')
    await expect(layer).toHaveCount(0)
  })
  await test.step('the NHI has accepted exactly one record, and it is this visit', async () => {
    const { records, visits } = await sims.nhi.ledger()
    const [visit] = visits
    expect(records).toHaveLength(1)
    const [accepted] = records
    expect(accepted).toMatchObject({ replaced: 0, late: false })
    expect(accepted?.record.header).toMatchObject({ H00: '1', H01: 'A' })
    expect(accepted?.record.visit).toMatchObject({
      M01: visit?.samId,
      M02: visit?.hcId,
      M03: visit?.nationalId,
      M04: '0730315',
      M05: sims.settings.clinic.providerNumber,
      M06: sims.settings.practitioners[0]?.nationalId,
      M07: '01',
      M11: visit?.treatmentDateTime,
      M13: '0001',
      M14: visit?.signature,
      M15: visit?.treatmentNumber,
      M35: 'J069',
      M44: visit?.codesAndFees?.outpatientFee,
      M45: '50',
    })
    expect(accepted?.record.orders).toHaveLength(2)
    expect(accepted?.record.orders[0]).toMatchObject({
      D06: cold.drug.drug,
      D08: 'TID',
      D09: '3',
      D10: '9.0',
      D14: 'PO',
    })
    expect(accepted?.record.orders[1]).toMatchObject({ D06: cold.procedure, D10: '1.0' })
    // Every order carries the signature that the card gave for just this item.
    for (const order of accepted?.record.orders ?? []) {
      expect(visit?.orderSignatures[order.D11 ?? '']).toBe(order.D06)
    }
  })
  await test.step('the cloud has the same visit, whole', async () => {
    const { records } = await sims.cloud.ledger()
    expect(records).toHaveLength(1)
    const [stored] = records
    expect(stored).toMatchObject({ clinic: sims.settings.clinic.providerNumber, desk: sims.settings.desk.id })
    expect(stored?.record).toMatchObject({ version: 1, kind: 'visit' })
    const sha256 = createHash('sha256').update(canonicalJson(stored?.record.bundle)).digest('hex')
    expect(stored?.record.sha256).toBe(sha256)
    expect(JSON.stringify(stored?.record.bundle)).toContain('A200000012')
    expect(stored?.record.nhiUploadXml).toContain((await sims.nhi.ledger()).visits[0]?.treatmentNumber)
    const [visit] = await desk.ask('visit:list', { day: null })
    expect(stored?.record.recordId).toBe(visit?.encounterId)
  })
})
