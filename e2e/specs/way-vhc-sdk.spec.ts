import type { Desk } from '../fixtures/desk.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { photograph } from '../fixtures/photograph.ts'
import { cold, consult } from '../fixtures/steps.ts'
import { test as base, expect } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import type { Sims } from '../sims/client.ts'

/** A story on a PC with the virtual-card SDK alone: control software 6.0 is not there, and no library of 5.x. */
const test = base.extend({
  sims: async ({ sims }, use) => {
    await sims.control.absent()
    await use(sims)
  },
  start: async ({ sims, folder }, use) => {
    await use({ settingsFile: settingsOf(sims, folder, 'vhc-sdk'), environment: sims.env })
  },
})

const settingsOf = (sims: Sims, folder: string, adapter: 'auto' | 'vhc-sdk'): string =>
  otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    controlSoftware: {
      ...settings.controlSoftware,
      adapter,
      sha256Fingerprint: '',
      cshis: { libraryFile: '/nowhere/csHis50.dll' },
      vhcSdk: { baseUrl: settings.demo.vhcSdkUrl },
    },
  }))

/** A scanner that acts as a keyboard: every character a key, Shift held for capitals, faster than a person, and Enter. */
const scanByKeyboard = ({ app }: Desk, text: string): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      for (const keyCode of keys) {
        const modifiers: 'shift'[] = /^[A-Z_]$/.test(keyCode) ? ['shift'] : []
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
        if (keyCode.length === 1) contents?.sendInputEvent({ type: 'char', keyCode, modifiers })
        contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
      }
    },
    [...text, 'Return'],
  )

const scanCard = async (desk: Desk, sims: Sims): Promise<void> => {
  await scanByKeyboard(desk, await sims.nhi.makeVirtualCard('lin-adult'))
  await desk.strip.shows('林示安')
  await desk.frontDesk.cardIs('authenticated')
}

test('the way is found at start, and the bar says what it does not do', async ({ sims, desk, folder }) => {
  const { status, settings } = desk
  await desk.close()
  await desk.start({ settingsFile: settingsOf(sims, folder, 'auto') })
  await status.is('sam', 'not-needed')
  await status.is('hpc', 'not-needed')
  const sam = await status.open('sam')
  await expect(sam.getByTestId('control-way')).toContainText(words('settings.controlSoftware.ways.vhc-sdk'))
  await expect(sam.getByTestId('error-card')).toHaveCount(0)
  await photograph(desk, 'way-vhc-sdk-status')
  await status.closeLayer()
  await expect(status.item('outbox').locator('span.text-wait')).toContainText(words('status.outbox.notOffered'))

  await settings.open()
  await settings.section('controlSoftware')
  await settings.screen.getByTestId('find-ways').press('Enter')
  const found = settings.screen.getByTestId('found-vhc-sdk')
  await expect(found).toHaveAttribute('data-state', 'found')
  await expect(found).toContainText(words('settings.controlSoftware.wouldTake'))
})

test('a plastic card is named, told that it is not taken here, and leaves the virtual card of a visit alone', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip, status } = desk
  await status.is('sam', 'not-needed')
  await test.step('nobody is registered by it', async () => {
    await sims.cards.insert('wu-low-income')
    await strip.shows('吳範例')
    await frontDesk.cardIs('identified')
    await frontDesk.says('PLASTIC_CARD_NOT_TAKEN')
    await photograph(desk, 'way-vhc-sdk-plastic')
    await frontDesk.readAgain()
    await frontDesk.says('PLASTIC_CARD_NOT_TAKEN')
    expect((await sims.nhi.ledger()).visits).toEqual([])
    await sims.cards.pull()
    await strip.isEmpty()
  })
  await test.step('the SDK keeps the card of the visit that is under way', async () => {
    await scanCard(desk, sims)
    await frontDesk.register()
    const { cardNumber } = await sims.vhc.state()
    expect(cardNumber).not.toBe('')
    await sims.cards.insert('wu-low-income')
    await strip.shows('吳範例')
    await frontDesk.cardIs('identified')
    expect((await sims.vhc.state()).cardNumber).toBe(cardNumber)
  })
})

test('a whole visit by one scan: a serial with a letter, write-back, and what is for the NHI waits, in red', async ({
  sims,
  desk,
}) => {
  const { cashier, frontDesk, status, uploads } = desk
  await status.is('sam', 'not-needed')
  await scanCard(desk, sims)
  const registered = await frontDesk.register()
  expect(registered).toEqual({ queueNumber: 1, serial: 'V001' })
  await photograph(desk, 'way-vhc-sdk-registered')
  await consult(desk)
  await cashier.open()
  await cashier.close(1000)
  await test.step('the NHI has the visit, its fees and a signature for every order', async () => {
    await expect(cashier.stored).toContainText(words('visit.cardWrite.written'))
    const { visits } = await sims.nhi.ledger()
    expect(visits).toMatchObject([
      { sequenceNumber: 'V001', virtual: true, codesAndFees: { mainCode: 'J069', costFee: '50' } },
    ])
    expect(visits[0]?.orders).toHaveLength(2)
  })
  await test.step('the cloud has the record', async () => {
    await cashier.uploadIs('clinic-cloud', 'accepted')
    const { records } = await sims.cloud.ledger()
    expect(records).toHaveLength(1)
    const xml = String(records[0]?.record.nhiUploadXml)
    expect(xml.match(/<D11>[^<]+<\/D11>/g)).toHaveLength(2)
    expect(xml).toContain('<M13>V001</M13>')
    expect(xml).toContain(cold.procedure)
  })
  await test.step('what is for the NHI waits: never green, red in the bar, and said why', async () => {
    await cashier.uploadIs('nhi-upload', 'waiting')
    await expect(cashier.stored).toHaveAttribute('data-complete', 'false')
    await status.is('outbox', '1')
    await expect(status.item('outbox').locator('span.text-act')).toContainText(words('status.outbox.notOffered'))
    await photograph(desk, 'way-vhc-sdk-closed')
    await uploads.open()
    await uploads.stateIs('nhi-upload', 'waiting')
    await uploads.sendAll()
    await expect(uploads.rows('nhi-upload')).toContainText(words('error.NOT_OFFERED.title'))
    expect((await sims.nhi.ledger()).uploads).toEqual([])
  })
  await test.step('the card is put away with its visit', async () => {
    expect(await desk.ask('card:current', {})).toBeNull()
    await expect.poll(async () => (await sims.vhc.state()).cardNumber).toBe('')
  })
})

test('the SDK ends and comes back: red in the bar, and healed without a key press', async ({ sims, desk }) => {
  const { status } = desk
  await status.is('sam', 'not-needed')
  await sims.vhc.absent()
  await status.is('sam', 'absent')
  await expect(status.item('sam').locator('span.text-act')).toContainText(words('status.control.state.absent'))
  const layer = await status.open('sam')
  await expect(layer.getByTestId('error-card')).toContainText(words('error.CONTROL_ABSENT.title'))
  await status.closeLayer()
  await sims.vhc.on()
  await status.is('sam', 'not-needed')
})
