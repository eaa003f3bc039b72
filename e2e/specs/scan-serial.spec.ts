import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createPseudoPort, pseudoPortMissing } from '../../native/serial-scanner/testing/pseudoPort.ts'
import { tokenOf } from '../fixtures/qr/seeded.ts'
import { expect, test } from '../fixtures/story.ts'
import { scanOn } from '../pages/scan.ts'
import { words } from '../pages/words.ts'

const missing = pseudoPortMissing()

test('a scanner on a serial port is chosen once, heard, and may be pulled out', async ({ plainDesk: desk }) => {
  test.skip(missing !== null, missing ?? '')
  const pseudo = createPseudoPort()
  const scan = scanOn(() => desk.page)
  const state = () => desk.page.getByTestId('scanner-port-state')
  await test.step('its port is typed before it is plugged in', async () => {
    await desk.settings.open()
    await desk.settings.section('readers')
    const typed = desk.page.getByTestId('scanner-port-path')
    // Where the system has no list of ports the field stands open; the list has to have been asked for by then.
    await expect(desk.page.getByRole('button', { name: words('settings.scannerPort.find') })).toBeEnabled()
    if (!(await typed.isVisible())) await desk.page.getByText('自行填寫序列埠').click()
    await typed.fill('COM0')
    await expect(desk.page.getByTestId('scanner-port-use')).toBeDisabled()
    await typed.fill(pseudo.path)
    await desk.page.getByTestId('scanner-port-use').press('Enter')
    await expect(state()).toHaveAttribute('data-state', 'absent')
    pseudo.plugIn()
    await expect(state()).toHaveAttribute('data-state', 'open')
    mkdirSync(join('test-results', 'looks'), { recursive: true })
    for (const theme of ['light', 'dark'] as const) {
      await desk.page.emulateMedia({ colorScheme: theme })
      await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
      await desk.page.screenshot({ path: join('test-results', 'looks', `scanner-port-${theme}.png`) })
    }
  })

  await test.step('after a restart it is used by itself, with no panel open', async () => {
    await desk.relaunch()
    await expect(async () => {
      pseudo.send(`${tokenOf(390, 1)}\r\n`)
      await scan.took('serial', 390, 1_000)
    }).toPass({ timeout: 20_000 })
    await expect(state()).toHaveAttribute('data-state', 'open')
  })

  await test.step('what can be no virtual card is refused with its reason', async () => {
    pseudo.send(`${'x'.repeat(5_000)}\r`)
    await scan.says('too-long')
    pseudo.send(Uint8Array.from([0xff, 0xfe, 0x00, 0x13, 0x0d]))
    await scan.says('binary')
    pseudo.send('https://example.org/some/page\r')
    await scan.says('url')
    pseudo.send('289012345678901234\n')
    await scan.says('payment')
  })

  await test.step('a field that has the focus keeps its text, and a scanner without an end is heard', async () => {
    await scan.close()
    const box = desk.page
      .getByTestId('patient-search')
      .locator('input')
      .or(desk.page.getByTestId('patient-search'))
      .first()
    await box.fill('王')
    await box.focus()
    pseudo.send(tokenOf(250, 2))
    await scan.took('serial', 250)
    await expect(box).toHaveValue('王')
  })

  await test.step('pulled out it is told, plugged in it goes on', async () => {
    pseudo.pullOut()
    await expect(state()).toHaveAttribute('data-state', 'absent')
    pseudo.plugIn()
    await expect(state()).toHaveAttribute('data-state', 'open')
    pseudo.send(`${tokenOf(120, 3)}\r`)
    await scan.took('serial', 120)
  })
  pseudo.dispose()
})
