import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { signOnAtReader, test } from '../fixtures/libraryStory.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { photograph } from '../fixtures/photograph.ts'
import { cold, consult, present, register } from '../fixtures/steps.ts'
import { expect } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import type { CshisSim } from '../sims/cshis/cshisSim.ts'

const nextSerial = 'hisGetSeqNumber256N1'

/** How often the library was asked for something. */
const asked = async (library: CshisSim, name: string): Promise<number> =>
  (await library.calls()).filter(({ call, what }) => call === name && what === 'begins').length

/** The helper processes that have loaded the library. */
const helpers = async (library: CshisSim): Promise<number> =>
  new Set((await library.calls()).map(({ pid }) => pid)).size

test('set up by the keyboard: the path is typed, the library found, and taken at the next start', async ({
  sims,
  library,
  desk,
  folder,
}) => {
  const { settings, status } = desk
  await desk.close()
  const settingsFile = otherSettings(folder, sims.settingsFile, (before) => ({
    ...before,
    controlSoftware: {
      ...before.controlSoftware,
      adapter: 'auto',
      sha256Fingerprint: '',
      cshis: { libraryFile: '/nowhere/csHis50.dll' },
    },
  }))
  await desk.start({ settingsFile })
  await test.step('nothing is found, and the bar says so in red', async () => {
    await expect(status.item('sam')).toHaveAttribute('data-state', 'unknown')
    const layer = await status.open('sam')
    await expect(layer.getByTestId('error-card')).toBeVisible()
    await status.closeLayer()
  })
  await test.step('the path of the library, by the keyboard', async () => {
    await settings.open()
    await settings.section('controlSoftware')
    await settings.screen
      .locator('summary')
      .filter({ hasText: words('settings.controlSoftware.ways.cshis') })
      .press('Enter')
    const path = settings.screen.getByTestId('settings-controlSoftware.cshis.libraryFile')
    await path.press('Control+a')
    // As slowly as a person: what comes faster is a barcode scanner's.
    await desk.page.keyboard.type(library.libraryPath, { delay: 60 })
    const find = settings.screen.getByTestId('find-ways')
    await find.press('Enter')
    const found = settings.screen.getByTestId('found-cshis')
    await expect(found).toHaveAttribute('data-state', 'found')
    await expect(found).toContainText(words('settings.controlSoftware.wouldTake'))
    await photograph(desk, 'way-cshis-settings')
    await settings.save()
  })
  await desk.relaunch({ settingsFile })
  await status.is('sam', 'verified')
  const layer = await status.open('sam')
  await expect(layer.getByTestId('control-way')).toContainText(words('settings.controlSoftware.ways.cshis'))
  await status.closeLayer()
  await present(desk, sims, 'lin-adult', '林示安')
})

test('a whole visit through the library: serial, write-back, signatures; what is for the NHI waits, in red', async ({
  sims,
  library,
  desk,
}) => {
  const { cashier, status, uploads } = desk
  await test.step('before the first visit the bar says what this way does not do', async () => {
    await status.is('sam', 'verified')
    await expect(status.item('outbox')).toContainText(words('status.outbox.notOffered'))
  })
  await signOnAtReader(desk, sims.cards)
  const registered = await register(desk, sims, 'lin-adult', '林示安')
  expect(registered).toEqual({ queueNumber: 1, serial: '0001' })
  await photograph(desk, 'way-cshis-registered')
  await consult(desk)
  await cashier.open()
  await cashier.cardIs('here')
  await cashier.close(1000)
  await test.step('the card was asked once for each, and has it all', async () => {
    expect(await asked(library, nextSerial)).toBe(1)
    expect(await asked(library, 'hisWriteMultiPrescriptSign')).toBe(1)
    await expect(cashier.stored).toContainText(words('visit.cardWrite.written'))
  })
  await test.step('the cloud has the visit, with a signature for every order', async () => {
    await cashier.uploadIs('clinic-cloud', 'accepted')
    const { records } = await sims.cloud.ledger()
    expect(records).toHaveLength(1)
    const xml = String(records[0]?.record.nhiUploadXml)
    expect(xml.match(/<D11>[^<]+<\/D11>/g)).toHaveLength(2)
    expect(xml).toContain('<M13>0001</M13>')
    expect(xml).toContain(cold.procedure)
  })
  await test.step('what is for the NHI waits: never green, red in the bar, and said why', async () => {
    await cashier.uploadIs('nhi-upload', 'waiting')
    await expect(cashier.stored).toHaveAttribute('data-complete', 'false')
    await status.is('outbox', '1')
    await expect(status.item('outbox').locator('span.text-act')).toContainText(words('status.outbox.notOffered'))
    const layer = await status.open('outbox')
    await expect(layer).toContainText(words('upload.notOffered'))
    await photograph(desk, 'way-cshis-outbox')
    await status.closeLayer()
    await uploads.open()
    await uploads.stateIs('nhi-upload', 'waiting')
    await uploads.sendAll()
    await expect(uploads.rows('nhi-upload')).toContainText(words('error.NOT_OFFERED.title'))
    await photograph(desk, 'way-cshis-uploads')
    expect(await library.uploads()).toEqual([])
    expect((await sims.nhi.ledger()).uploads).toEqual([])
  })
})

test('a slow library: the name does not wait for it, and Enter pressed ahead registers when it is through', async ({
  sims,
  library,
  desk,
}) => {
  const { frontDesk, strip, status } = desk
  await status.is('sam', 'verified')
  await library.happen({ when: 'before', kind: 'delay', call: 'hisGetRegisterBasic', number: 3_000 })
  await sims.cards.insert('lin-adult')
  await strip.shows('林示安')
  await frontDesk.cardIs(/^(identified|authenticating)$/)
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect(await asked(library, nextSerial)).toBe(1)
})

test('the library refuses a serial: said, nothing taken, and the next Enter takes the first', async ({
  sims,
  library,
  desk,
}) => {
  await desk.status.is('sam', 'verified')
  await present(desk, sims, 'lin-adult', '林示安')
  await library.happen({ when: 'before', kind: 'code', call: nextSerial, number: 4061 })
  const error = await desk.frontDesk.tryToRegister('NHI_UNREACHABLE')
  await expect(error).toContainText('4061')
  const registered = await desk.frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect(await asked(library, nextSerial)).toBe(2)
})

test('the library crashes after it has taken a serial: another helper reads it from the card, and it is the only one', async ({
  sims,
  library,
  desk,
}) => {
  await desk.status.is('sam', 'verified')
  await present(desk, sims, 'lin-adult', '林示安')
  await library.happen({ when: 'after', kind: 'crash', call: nextSerial })
  const registered = await desk.frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect(await asked(library, nextSerial)).toBe(1)
  expect(await helpers(library)).toBe(2)
  await expect(desk.frontDesk.screen.getByTestId('unresolved-acts')).toHaveCount(0)
})

test('the library crashes before it takes a serial: the card has none, which is said, and one is taken', async ({
  sims,
  library,
  desk,
}) => {
  const { frontDesk } = desk
  await desk.status.is('sam', 'verified')
  await present(desk, sims, 'lin-adult', '林示安')
  await library.happen({ when: 'before', kind: 'crash', call: nextSerial })
  // Looked up on the card, twice, before it is believed.
  await frontDesk.tryToRegister('NHI_TIMEOUT')
  expect(await asked(library, nextSerial)).toBe(1)
  expect(await helpers(library)).toBe(2)
  const registered = await frontDesk.register()
  expect(registered.serial).toBe('0001')
  expect(await asked(library, nextSerial)).toBe(2)
})

test('the program crashes while the library reads records: their file is gone at the next start', async ({ desk }) => {
  const folder = join(desk.dataDirectory, 'hand-in')
  await desk.crash()
  mkdirSync(join(folder, 'records-a1b2c3'), { recursive: true })
  writeFileSync(join(folder, 'records-a1b2c3', 'records.xml'), '<RECS></RECS>')
  await desk.start()
  expect(existsSync(folder)).toBe(false)
})
