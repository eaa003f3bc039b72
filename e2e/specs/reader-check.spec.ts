import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../fixtures/desk.ts'
import { present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { words } from '../pages/words.ts'
import { populationAt } from '../sims/people/population.ts'

const folderOfLooks = join('test-results', 'looks')

const photograph = async ({ page }: Desk, name: string): Promise<void> => {
  mkdirSync(folderOfLooks, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: join(folderOfLooks, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

const clipboardOf = (desk: Desk): Promise<string> => desk.app.evaluate(({ clipboard }) => clipboard.readText())

test('all is well: opened from the status bar, run and copied by the keyboard, and back to the patient by Escape', async ({
  sims,
  desk,
}) => {
  const { readerCheck } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await test.step('the reader’s item leads to it, and nothing starts by itself', async () => {
    const layer = await desk.status.open('reader')
    await layer.getByTestId('open-reader-check').press('Enter')
    await expect(readerCheck.section.getByTestId('check-start')).toBeFocused()
    await expect(readerCheck.section.getByTestId('check-summary')).toHaveAttribute('data-state', 'never')
  })
  await readerCheck.run()
  await photograph(desk, 'reader-check-good')
  const lines = readerCheck.section.locator('li[data-state]')
  await expect.poll(() => lines.count()).toBeGreaterThanOrEqual(16)
  await expect(readerCheck.section.locator('li:not([data-state="good"])')).toHaveCount(0)
  await expect(readerCheck.line('reader')).toContainText('ATR 3B')
  await expect(readerCheck.line('control-software')).toContainText(
    sims.settings.controlSoftware.sha256Fingerprint.slice(-8),
  )
  await test.step('the support text has the states, and nobody in it', async () => {
    await readerCheck.copy()
    const text = await clipboardOf(desk)
    expect(text).toContain(`[${words('check.state.good')}] ${words('check.item.sam')}`)
    for (const { name, nationalId, nhiCardNumber } of populationAt(Date.now())) {
      for (const personal of [name, nationalId, nhiCardNumber]) expect(text).not.toContain(personal)
    }
    expect(text).not.toContain(sims.settings.demo.professionalPin)
  })
  await test.step('the patient at the desk is as before', async () => {
    await desk.page.keyboard.press('Escape')
    await desk.frontDesk.cardIs('authenticated')
    await desk.strip.shows('林示安')
  })
})

test('no control software, one data centre cut, another card in the reader: each line says so, with what to do', async ({
  sims,
  desk,
}) => {
  const { readerCheck } = desk
  await signOn(desk, sims)
  await present(desk, sims, 'lin-adult', '林示安')
  await sims.control.absent()
  await sims.vpn.cut('nhi/taipei')
  await sims.cards.insert('foreign')
  await desk.frontDesk.cardIs('fault')
  await readerCheck.openByPalette()
  await readerCheck.run()
  await photograph(desk, 'reader-check-faults')
  await readerCheck.is('patient-card', 'fault')
  await expect(readerCheck.line('patient-card')).toContainText(words('error.CARD_FOREIGN.next'))
  await readerCheck.is('control-software', 'fault')
  await expect(readerCheck.line('control-software')).toContainText(words('error.CONTROL_ABSENT.next'))
  await readerCheck.is('way', 'warning')
  await readerCheck.is('sam', 'skipped')
  await readerCheck.is('nhi-data-centre', 'warning', 0)
  await expect(readerCheck.line('nhi-data-centre', 0)).toContainText(words('error.DATA_CENTRE_DOWN.next'))
  await readerCheck.is('nhi-data-centre', 'good', 1)
  await readerCheck.is('cloud-data-centre', 'good', 0)
  await readerCheck.copy()
  const text = await clipboardOf(desk)
  expect(text).toContain('CONTROL_ABSENT')
  expect(text).toContain('CARD_FOREIGN')
  expect(text).toContain('reason=ECONNREFUSED cause=NHI_UNREACHABLE')
  for (const personal of ['林示安', sims.settings.demo.professionalPin]) expect(text).not.toContain(personal)

  await test.step('a check of a silent data centre can be cancelled, and one of an empty reader asks for a card', async () => {
    await sims.vpn.blackHole('nhi/taipei')
    await sims.cards.pull()
    await expect(desk.status.item('reader')).not.toContainText(words('status.reader.cardPresent'))
    await desk.page.keyboard.press('F5')
    await readerCheck.is('patient-card', 'skipped')
    await expect(readerCheck.line('patient-card')).toContainText(words('check.why.no-card'))
    await readerCheck.is('nhi-data-centre', 'running', 0)
    await photograph(desk, 'reader-check-running')
    await desk.page.keyboard.press('F8')
    await readerCheck.is('nhi-data-centre', 'skipped', 0)
    await readerCheck.is('nhi-data-centre', 'good', 1)
    await expect(readerCheck.section.getByTestId('check-summary')).toHaveAttribute('data-state', 'ended')
  })
})
