import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../fixtures/desk.ts'
import { otherSettings } from '../fixtures/otherSettings.ts'
import { expect, test } from '../fixtures/story.ts'

const folderOfLooks = join('test-results', 'looks')

const photograph = async ({ page }: Desk, name: string): Promise<void> => {
  mkdirSync(folderOfLooks, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folderOfLooks, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

test('the way to the NHI is found at start, said in the bar, and found again from the settings by the keyboard', async ({
  sims,
  desk,
  folder,
}) => {
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    controlSoftware: { ...settings.controlSoftware, adapter: 'auto' },
  }))
  await desk.close()
  await desk.start({ settingsFile })
  await desk.status.is('sam', 'verified')
  const layer = await desk.status.open('sam')
  await expect(layer.getByTestId('control-way')).toContainText('控制軟體 6.0')
  await expect(layer).toContainText('沒有找到')
  await photograph(desk, 'control-way-status')
  await desk.status.closeLayer()

  const { settings } = desk
  await settings.open()
  await settings.section('controlSoftware')
  await settings.screen.getByTestId('find-ways').press('Enter')
  await expect(settings.screen.getByTestId('found-control6')).toHaveAttribute('data-state', 'found')
  await expect(settings.screen.getByTestId('found-vhc-sdk')).toHaveAttribute('data-state', 'absent')
  await photograph(desk, 'control-way-auto')

  const way = settings.screen.getByTestId('settings-controlSoftware.adapter')
  await way.focus()
  await way.press('Enter')
  await desk.page.getByRole('option', { name: /csHis50/ }).press('Enter')
  await expect(settings.screen.getByTestId('settings-controlSoftware.cshis.libraryFile')).toBeVisible()
  await expect(settings.screen.getByTestId('settings-controlSoftware.baseUrl')).toBeHidden()
  await settings.screen.getByTestId('settings-controlSoftware.cshis.port').fill('C')
  await expect(settings.screen.getByTestId('find-ways')).toBeDisabled()
  await expect(settings.screen).toContainText('請先把下面的欄位填對')
  await photograph(desk, 'control-way-cshis')
})

test('a changed certificate is shown beside the pinned one, group by group, before anybody pins it', async ({
  sims,
  desk,
  folder,
}) => {
  const other = `${'ab'.repeat(16)}${sims.settings.controlSoftware.sha256Fingerprint.slice(32)}`
  const settingsFile = otherSettings(folder, sims.settingsFile, (settings) => ({
    ...settings,
    controlSoftware: { ...settings.controlSoftware, sha256Fingerprint: other },
  }))
  await desk.close()
  await desk.start({ settingsFile })
  const { settings } = desk
  await settings.open()
  await settings.section('controlSoftware')
  await settings.screen.getByTestId('probe-certificate').press('Enter')
  const compared = settings.screen.getByTestId('fingerprints-compared')
  await expect(compared.locator('output')).toHaveCount(2)
  await compared.scrollIntoViewIfNeeded()
  await expect(compared.locator('output').first()).toHaveAttribute('data-fingerprint', other)
  await expect(compared.getByTestId('found-fingerprint')).toHaveAttribute(
    'data-fingerprint',
    sims.settings.controlSoftware.sha256Fingerprint,
  )
  await photograph(desk, 'control-certificate-changed')
})
