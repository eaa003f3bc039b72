import { photograph } from '../fixtures/photograph.ts'
import { untilCashier } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

/** A day's upload of format 1.0, of a person who doesn't exist. */
const oldFile = [
  '<?xml version="1.0" encoding="Big5"?>',
  '<RECS><REC><MSH><A00>1</A00><A01>1</A01><A02>1.0</A02></MSH>',
  '<MB><MB1><A12>A123456789</A12><A17>1041125093015</A17><A18>0012</A18><A23>01</A23><A25>J069</A25></MB1>',
  '<MB2><A71>1041125093015</A71><A72>1</A72><A73>AC58256100</A73></MB2></MB></REC></RECS>',
].join('\n')

/** What the NHI refuses here: the fee of the visit, and the way the first order is dispensed. */
const fee = words('field.named', { name: words('field.tag.M44'), tag: 'M44' })
const dispensing = words('field.ofOrder', {
  line: 1,
  name: words('field.named', { name: words('field.tag.D05'), tag: 'D05' }),
})

test('a rejected record is corrected at its field by an amendment, signed by the doctor, and deleted when the visit is cancelled', async ({
  sims,
  desk,
}) => {
  const { cashier, uploads, status, frontDesk, amendment } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.nhi.refuseNextUpload([{ record: 1, items: ['M44:AA', 'D05[1]:AF'] }])
  await cashier.close()
  await cashier.uploadIs('nhi-upload', 'rejected')
  await test.step('on the visit, at its fields', async () => {
    const errors = cashier.upload('nhi-upload').getByTestId('field-error')
    await expect(errors).toHaveCount(2)
    await expect(errors.nth(0)).toContainText(fee)
    await expect(errors.nth(0)).toContainText('AA')
    await expect(errors.nth(1)).toContainText(dispensing)
    await expect(errors.nth(1)).toContainText('AF')
    await cashier.uploadIs('clinic-cloud', 'accepted')
    await expect(cashier.stored).toHaveAttribute('data-complete', 'false')
  })
  await test.step('in the list of the day and in the bar', async () => {
    await expect(status.item('outbox')).toContainText(words('status.outbox.rejected', { count: 1 }))
    await frontDesk.open()
    await expect(frontDesk.row('林示安')).toContainText(words('upload.state.rejected'))
  })
  await uploads.open()
  await uploads.counts('rejected', 1)
  await uploads.show('rejected')
  await test.step('found by its name, gone for another, and told how many there are', async () => {
    const find = uploads.screen.getByTestId('upload-find')
    await desk.page.keyboard.press('Control+F')
    await expect(find).toBeFocused()
    await find.fill('吳範例')
    await expect(uploads.rows('nhi-upload')).toHaveCount(0)
    await find.fill('林示')
    await expect(uploads.rows('nhi-upload')).toHaveCount(1)
    // Whoever types goes on typing.
    await expect(find).toBeFocused()
    await expect(uploads.screen.getByTestId('upload-total')).toHaveText(words('upload.page.all', { count: 1 }))
    await photograph(desk, 'upload-find')
    await uploads.screen.getByTestId('upload-find-clear').press('Enter')
    await expect(find).toHaveValue('')
  })
  await uploads.choose('nhi-upload')
  await test.step('in the monitor, in the same words', async () => {
    await expect(uploads.rows('nhi-upload')).toContainText(fee)
    await expect(uploads.fieldErrors()).toHaveCount(2)
    await expect(uploads.fieldErrors().nth(1)).toContainText(dispensing)
  })
  // It isn't tried again by itself: a person has to decide.
  expect((await sims.nhi.ledger()).uploads).toHaveLength(1)
  expect((await sims.nhi.ledger()).records).toEqual([])

  await test.step('the NHI looks at it without taking it', async () => {
    await uploads.preCheckIs('sound')
    await photograph(desk, 'pre-check')
    expect((await sims.nhi.ledger()).uploads.map(({ type }) => type)).toEqual(['A1', 'A2'])
    expect((await sims.nhi.ledger()).records).toEqual([])
  })
  await test.step('it is amended where the NHI points to, and goes out again as the same record', async () => {
    await amendment.begin('F8')
    await expect(amendment.refusedFields()).toHaveCount(2)
    await photograph(desk, 'amendment')
    await amendment.write('plan', '症狀治療，補衛教')
    await amendment.submit('依退件補正')
    await expect(amendment.versions()).toContainText('依退件補正')
    await photograph(desk, 'amended')
    await uploads.open()
    await uploads.show('accepted')
    await uploads.stateIs('nhi-upload', 'accepted')
    await uploads.counts('rejected', 0)
    const { uploads: handedIn, records } = await sims.nhi.ledger()
    expect(handedIn.filter(({ type }) => type === 'A1')).toHaveLength(2)
    expect(records).toHaveLength(1)
  })
  await test.step('the doctor signs the record as it is now', async () => {
    await uploads.counts('unsigned', 1)
    await desk.consultation.open()
    await amendment.showUnsigned()
    await photograph(desk, 'unsigned')
    await amendment.signAll()
    await photograph(desk, 'signed')
    await uploads.open()
    await uploads.counts('unsigned', 0)
  })
  await test.step('cancelled, the visit is deleted at the NHI, and nothing of it is green', async () => {
    await uploads.show('accepted')
    await uploads.choose('nhi-upload')
    await uploads.openVisit()
    await photograph(desk, 'closed-visit')
    await amendment.cancel('掛錯病人')
    await expect(desk.page.getByTestId('serial-stays')).toContainText(words('amendment.serial.registerAgain'))
    await photograph(desk, 'visit-cancelled')
    await expect.poll(async () => (await sims.nhi.ledger()).deletedRecords.length).toBe(1)
    expect((await sims.nhi.ledger()).records).toEqual([])
    await uploads.open()
    await uploads.show('all')
    await expect(uploads.rows('nhi-upload')).toHaveCount(3)
    await expect(uploads.rows('nhi-upload').filter({ hasText: words('upload.replaced.amended') })).toHaveCount(1)
    await expect(uploads.rows('nhi-upload').filter({ hasText: words('upload.replaced.deleted') })).toHaveCount(1)
    await photograph(desk, 'uploads-cancelled')
  })
  await test.step('a file of the format before is opened to be looked at', async () => {
    await uploads.openOldFile(oldFile)
    await expect(uploads.oldRecords()).toHaveCount(1)
    await photograph(desk, 'old-file')
  })
})

test('a record that the cloud rejects is shown with its field, and does not hold up the NHI', async ({
  sims,
  desk,
}) => {
  const { cashier, uploads } = desk
  await untilCashier(desk, sims, 'lin-adult', '林示安')
  await sims.cloud.rejectNextRecord({
    errors: [{ path: 'bundle.entry[2].resource.status', code: 'FHIR_INVALID', message: 'refused on request' }],
  })
  await cashier.close()
  await cashier.uploadIs('clinic-cloud', 'rejected')
  const error = cashier.upload('clinic-cloud').getByTestId('field-error')
  await expect(error).toContainText('FHIR_INVALID')
  await expect(error).toContainText('bundle.entry[2].resource.status')
  await cashier.uploadIs('nhi-upload', 'accepted')
  await uploads.open()
  await uploads.show('rejected')
  await uploads.choose('clinic-cloud')
  await uploads.requeue()
  await uploads.show('accepted')
  await uploads.stateIs('clinic-cloud', 'accepted')
  expect((await sims.cloud.ledger()).records).toHaveLength(1)
})
