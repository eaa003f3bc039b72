import { otherSettings } from '../fixtures/otherSettings.ts'
import { photograph } from '../fixtures/photograph.ts'
import { test as base, expect } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'

/** A story on a PC with the virtual-card SDK alone: control software 6.0 is not there, and no library of 5.x. */
const test = base.extend({
  start: async ({ sims, folder }, use) => {
    await sims.control.absent()
    const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
      ...settings,
      controlSoftware: {
        ...settings.controlSoftware,
        adapter: 'auto',
        sha256Fingerprint: '',
        cshis: { libraryFile: '/nowhere/csHis50.dll' },
        vhcSdk: { baseUrl: settings.demo.vhcSdkUrl },
      },
    }))
    await use({ settingsFile, environment: sims.env })
  },
})

test('the virtual-card SDK is found at start, and the bar says what it does not do', async ({ desk }) => {
  const { status, settings } = desk
  await status.is('sam', 'not-needed')
  const sam = await status.open('sam')
  await expect(sam.getByTestId('control-way')).toContainText(words('settings.controlSoftware.ways.vhc-sdk'))
  await expect(sam.getByTestId('error-card')).toHaveCount(0)
  await photograph(desk, 'way-vhc-sdk-status')
  await status.closeLayer()
  await expect(status.item('outbox')).toContainText(words('status.outbox.notOffered'))

  await settings.open()
  await settings.section('controlSoftware')
  await settings.screen.getByTestId('find-ways').press('Enter')
  const found = settings.screen.getByTestId('found-vhc-sdk')
  await expect(found).toHaveAttribute('data-state', 'found')
  await expect(found).toContainText(words('settings.controlSoftware.wouldTake'))
})

test('a plastic card here: named at once, never authenticated, an error says why, and the SDK holds nobody', async ({
  sims,
  desk,
}) => {
  const { frontDesk, strip, status } = desk
  await status.is('sam', 'not-needed')
  await sims.cards.insert('lin-adult')
  await strip.shows('林示安')
  await expect(frontDesk.errors()).toBeVisible()
  await expect(frontDesk.screen.getByTestId('card-phase')).not.toHaveAttribute('data-phase', 'authenticated')
  await photograph(desk, 'way-vhc-sdk-plastic')
  expect((await sims.vhc.state()).cardNumber).toBe('')
  expect((await sims.nhi.ledger()).visits).toEqual([])
})

test('the SDK ends and comes back: said in the bar, and healed without a key press', async ({ sims, desk }) => {
  const { status } = desk
  await status.is('sam', 'not-needed')
  await sims.vhc.absent()
  await status.is('sam', 'unknown')
  const layer = await status.open('sam')
  await expect(layer.getByTestId('error-card')).toContainText(words('error.CONTROL_ABSENT.title'))
  await status.closeLayer()
  await sims.vhc.on()
  await status.is('sam', 'not-needed')
})
