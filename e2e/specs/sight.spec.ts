import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures/story.ts'
import { openSceneWindow, type WindowSize } from '../looks/sceneWindow.ts'
import { onScreen } from '../looks/view.ts'

const desk: WindowSize = { width: 1366, height: 768, scale: 1 }
const zoomed: WindowSize = { width: 683, height: 384, scale: 2 }

const groundOf = (element: Locator): Promise<string> =>
  element.evaluate((node) => getComputedStyle(node).backgroundColor)

test('what is chosen and what has been opened is seen: in a contrast theme, in English, at 200 % zoom', {
  tag: '@portable',
}, async () => {
  const scenes = await openSceneWindow()
  const { page } = scenes
  try {
    await scenes.resize(desk)
    await test.step('a contrast theme of the system tells what is chosen', async () => {
      await page.emulateMedia({ forcedColors: 'active' })
      await scenes.open('card')
      const attendances = page.locator('fieldset').filter({ has: page.locator('[type=radio][value=video]') })
      const chosen = attendances.locator('label:has(:checked)')
      expect(await groundOf(chosen)).not.toBe(await groundOf(attendances.locator('label:not(:has(:checked))').first()))
      const rail = (screen: string) => groundOf(page.getByTestId(`rail-${screen}`))
      expect(await rail('front-desk')).not.toBe(await rail('cashier'))
      // Words on a ground of their own colour are none.
      const button = page.getByTestId('register-button')
      expect(await groundOf(button)).not.toBe(await button.evaluate((node) => getComputedStyle(node).color))
      await page.keyboard.press('Control+K')
      const options = page.getByTestId('palette').getByRole('option')
      expect(await groundOf(options.first())).not.toBe(await groundOf(options.nth(1)))
      await page.emulateMedia({ forcedColors: 'none' })
    })
    await test.step('the patient strip is one line, also in English', async () => {
      for (const lang of ['zh-TW', 'en']) {
        await scenes.open('card', { lang })
        const name = page.getByTestId('patient-name')
        await expect(name).toBeVisible()
        const line = await name.boundingBox()
        const end = await page.getByTestId('open-own-pin').boundingBox()
        expect(end?.y, lang).toBeLessThan((line?.y ?? 0) + (line?.height ?? 0))
      }
    })
    await test.step('the palette leads to what has a place within a screen', async () => {
      await scenes.open('normal')
      for (const [typed, item, shown] of [
        ['自費', 'settings:selfPayItems', '[data-testid=settings-section-selfPayItems][aria-selected=true]'],
        ['欠款', 'report:debt', '[data-testid=report-head][data-kind=debt]'],
      ] as const) {
        await page.keyboard.press('Control+K')
        await page.keyboard.insertText(typed)
        await page.getByTestId(`palette-item-${item}`).click()
        await expect(page.locator(shown)).toBeVisible()
      }
    })
    await test.step('and changes how everything looks, with a word that is understood in either language', async () => {
      await page.keyboard.press('Control+K')
      await page.keyboard.insertText('english')
      await page.getByTestId('palette-item-language:en').click()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await page.keyboard.press('Control+K')
      await page.keyboard.insertText('125')
      await page.getByTestId('palette-item-text:125').click()
      const scale = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--text-scale'))
      await expect.poll(scale).toBe('1.25')
    })
    await test.step('the line between two panes is moved without dragging', async () => {
      await scenes.open('card')
      const line = page.getByRole('separator')
      const before = await line.boundingBox()
      await line.dblclick({ position: { x: 0, y: 100 } })
      await page.mouse.click(700, 400)
      await expect(page.getByTestId('divider-taken')).toHaveCount(0)
      await expect.poll(async () => (await line.boundingBox())?.x).toBeGreaterThan((before?.x ?? 0) + 50)
    })
    await test.step('a press beside the line takes it, wherever neither a control nor the bar of a list has it', async () => {
      await scenes.open('crowded')
      const line = page.getByRole('separator')
      const place = async () => (await line.boundingBox())?.x ?? 0
      const list = page.getByTestId('today-list').getByRole('listbox')
      const box = await list.boundingBox()
      const dragFrom = async (x: number, y: number, by: number) => {
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x + by, y, { steps: 4 })
        await page.mouse.up()
      }
      for (const beside of [-11, 12]) {
        const before = await place()
        // Between the title and the columns nothing scrolls.
        await dragFrom(before + beside, (box?.y ?? 0) - 12, 60)
        await expect.poll(place, { message: `${beside} px beside the line` }).toBeGreaterThan(before + 50)
        await dragFrom((await place()) + beside, (box?.y ?? 0) - 12, -60)
        await expect.poll(place, { message: `back, ${beside} px` }).toBeLessThan(before + 5)
      }
      await page.mouse.dblclick((await place()) + 8, (box?.y ?? 0) - 12)
      await expect(page.getByTestId('divider-taken')).toBeVisible()
      await page.mouse.click((await place()) + 8, (box?.y ?? 0) - 12)
      await expect(page.getByTestId('divider-taken')).toHaveCount(0)
      const before = await place()
      const top = await list.evaluate((node) => node.scrollTop)
      await page.mouse.click(before - 4, (box?.y ?? 0) + (box?.height ?? 0) - 40)
      await expect.poll(() => list.evaluate((node) => node.scrollTop), 'the bar scrolls').toBeGreaterThan(top)
      expect(await place()).toBe(before)
    })
    await test.step('a list goes on hearing keys after a row was chosen by mouse and scrolled away', async () => {
      await scenes.open('crowded')
      await page.locator('[data-testid^="visit-row-"]').nth(2).click()
      const chosen = page.getByTestId('today-list').locator('[role=option][aria-selected=true]')
      for (let pages = 0; pages < 5; pages += 1) {
        const before = Number(await chosen.getAttribute('aria-posinset'))
        await page.keyboard.press('PageDown')
        await expect.poll(async () => Number(await chosen.getAttribute('aria-posinset'))).toBeGreaterThan(before)
      }
    })
    await test.step('the lists of the closed and of those who owe are walked by the arrows, and Enter does what it says there', async () => {
      await scenes.open('normal')
      await onScreen('cashier')(page)
      const show = (filter: string) =>
        page.getByTestId('cashier-filter').locator(`[type=radio][value=${filter}]`).press('Space')
      const list = page.getByTestId('screen-cashier').getByRole('listbox')
      const place = list.locator('[role=option][aria-selected=true]')
      await show('closed')
      await list.focus()
      for (const at of ['1', '2', '3']) {
        await page.keyboard.press('ArrowDown')
        await expect(place).toHaveAttribute('aria-posinset', at)
        await expect(page.getByTestId('stored')).toBeVisible()
      }
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('received')).toBeVisible()
      await show('debts')
      await list.focus()
      await page.keyboard.press('End')
      await expect(page.getByTestId('stored')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('debt-cash')).toBeFocused()
    })
    await test.step('a question that was answered gives the focus back to the list', async () => {
      await scenes.open('normal')
      await page.locator('[data-testid^="visit-row-"]').first().click()
      await page.keyboard.press('F7')
      await expect(page.getByTestId('confirm-cancel')).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('confirm-cancel')).toHaveCount(0)
      await expect(page.getByTestId('today-list').getByRole('listbox')).toBeFocused()
    })
    await test.step('what was registered has the focus, and a second Enter does not take its number away', async () => {
      await scenes.open('card')
      await expect(page.getByTestId('register-button')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('registered')).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('queue-number')).toBeVisible()
    })
    await test.step('a row that is removed takes the focus nowhere, by key or by mouse', async () => {
      await scenes.open('card')
      await onScreen('consultation')(page)
      await page.keyboard.press('F2')
      await expect(page.getByTestId('soap-subjective')).toBeFocused()
      await page.keyboard.press('F6')
      const rows = page.locator('[data-testid^="order-row-"]')
      await expect(rows).toHaveCount(3)
      await page.keyboard.press('F5')
      for (const row of [3, 2, 1]) {
        await page.keyboard.press('ArrowUp')
        await expect(page.getByTestId(`order-row-${row}`).getByTestId('order-search')).toBeFocused()
      }
      await page.keyboard.press('F8')
      await expect(rows).toHaveCount(2)
      await expect(page.getByTestId('order-row-1').getByTestId('order-search')).toBeFocused()
      await page.getByRole('toolbar').getByRole('button', { name: 'F8' }).click()
      await expect(rows).toHaveCount(1)
      await expect(page.getByTestId('order-row-1').getByTestId('order-search')).toBeFocused()
      await page.keyboard.press('Control+T')
      await page.getByTestId('templates-close').click()
      await expect(page.getByTestId('templates')).toHaveCount(0)
      await expect(page.getByTestId('order-row-1').getByTestId('order-search')).toBeFocused()
      await onScreen('settings')(page)
      await page.getByTestId('settings-section-rooms').click()
      const cells = page.locator('[data-settings-panel] li input')
      await cells.first().press('Control+Delete')
      await expect(cells.first()).toBeFocused()
      await cells.first().press('Control+Delete')
      await expect(cells).toHaveCount(0)
      await expect(page.locator('[data-settings-panel] button').first()).toBeFocused()
    })
    await scenes.resize(zoomed)
    await test.step('at 200 % a section of the settings stands in sight as soon as it is chosen', async () => {
      await scenes.open('normal')
      await onScreen('settings')(page)
      for (const section of ['clinic', 'appearance', 'about']) {
        await page.getByTestId(`settings-section-${section}`).click()
        const heading = page.locator('[data-settings-panel] h2').first()
        await expect(heading, section).toBeInViewport({ ratio: 1 })
        await expect(page.getByTestId(`settings-section-${section}`), section).toBeInViewport({ ratio: 0.95 })
        await expect(page.locator('[data-settings-panel] :is(label, button, dd)').first(), section).toBeInViewport()
      }
    })
    await test.step('at 200 % a row that was chosen by mouse says where its details are', async () => {
      await scenes.open('broken')
      await onScreen('uploads')(page)
      const on = page.getByTestId('upload-detail-on')
      await expect(on).toHaveCount(0)
      await page.locator('[data-testid^="outbox-row-"]').first().click()
      await expect(page.getByTestId('open-visit')).not.toBeInViewport()
      await on.click()
      await expect(page.getByTestId('open-visit')).toBeInViewport()
    })
    expect(scenes.complaints()).toEqual([])
  } finally {
    await scenes.close()
  }
})
