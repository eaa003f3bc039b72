import { expect, test } from '../fixtures/story.ts'
import { openSceneWindow, type SceneWindow } from '../looks/sceneWindow.ts'
import { onScreen } from '../looks/view.ts'

const repeats = 4

/** Holds a key as a hand that rests on it does: one press, and then what the system repeats. */
const hold = async ({ page }: SceneWindow, key: string, afterPress: () => Promise<void>): Promise<void> => {
  await page.keyboard.down(key)
  await afterPress()
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await page.keyboard.down(key)
    // What it may have asked for is answered before the next.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
  }
  await page.keyboard.up(key)
}

test('a key that is held, and a double click, do what they were pressed for and nothing behind it', {
  tag: '@portable',
}, async () => {
  const scenes = await openSceneWindow()
  const { page } = scenes
  try {
    for (const key of ['Enter', 'F2']) {
      await test.step(`${key} held at the cashier closes one visit`, async () => {
        await scenes.open('normal')
        await onScreen('cashier')(page)
        await expect(page.getByTestId('received')).toBeFocused()
        await hold(scenes, key, () => expect(page.getByTestId('next-to-pay')).toBeFocused())
        await expect(page.getByTestId('stored')).toBeVisible()
        // The next one is still to be paid.
        await page.keyboard.press('Enter')
        await expect(page.getByTestId('received')).toBeFocused()
      })
    }
    await test.step('F2 held at the list takes one patient in, and does not end that visit', async () => {
      await scenes.open('normal')
      await onScreen('consultation')(page)
      await hold(scenes, 'F2', () => expect(page.getByTestId('soap-subjective')).toBeFocused())
      await expect(page.getByTestId('soap-subjective')).toBeFocused()
    })
    await test.step('Enter held on a row writes no lines into the record it opens, and goes on in a text it began in', async () => {
      await scenes.open('normal')
      await onScreen('consultation')(page)
      const note = page.getByTestId('soap-subjective')
      await hold(scenes, 'Enter', () => expect(note).toBeFocused())
      await expect(note).toHaveValue('')
      await hold(scenes, 'Enter', () => expect(note).toHaveValue('\n'))
      await expect(note).toHaveValue('\n'.repeat(1 + repeats))
    })
    await test.step('a double click on a key that has another meaning by then is one click', async () => {
      await scenes.open('normal')
      await onScreen('consultation')(page)
      const key = page.getByRole('toolbar').getByRole('button', { name: 'F2' })
      await key.click()
      await expect(page.getByTestId('soap-subjective')).toBeFocused()
      await page.mouse.down({ clickCount: 2 })
      await page.mouse.up({ clickCount: 2 })
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
      await expect(page.getByTestId('soap-subjective')).toBeFocused()
      await key.click()
      await expect(page.getByTestId('diagnosis-search')).toBeFocused()
    })
    await test.step('a function key that means nothing on a screen ends there', async () => {
      await scenes.open('normal')
      await onScreen('reports')(page)
      const passes = (key: string) =>
        page.evaluate(
          (name) =>
            document.body.dispatchEvent(
              new KeyboardEvent('keydown', { key: name, code: name, bubbles: true, cancelable: true }),
            ),
          key,
        )
      for (const key of ['F5', 'F9', 'F10', 'F11', 'F12']) expect(await passes(key), key).toBe(false)
      expect(await passes('a')).toBe(true)
    })
    await test.step('what opens and closes is opened by a double click, and not closed again', async () => {
      await scenes.open('normal')
      await onScreen('front-desk')(page)
      const bar = page.getByRole('toolbar')
      await bar.getByRole('button', { name: 'F9' }).dblclick()
      await expect(bar.getByRole('button', { name: 'F9' })).toHaveAttribute('aria-pressed', 'true')
      await expect(page.getByTestId('scan-panel')).toBeVisible()
      await bar.getByRole('button', { name: 'F9' }).click()
      await expect(page.getByTestId('scan-panel')).toHaveCount(0)
      await onScreen('cashier')(page)
      await page.getByTestId('show-drawer').dblclick()
      await expect(page.getByTestId('drawer')).toBeVisible()
      await onScreen('uploads')(page)
      await page.getByTestId('show-days').dblclick()
      await expect(page.getByTestId('upload-days')).toBeVisible()
    })
    await test.step('and a button that is what it was counts each of them', async () => {
      await scenes.open('normal')
      await onScreen('cashier')(page)
      await page.getByTestId('cash-100').dblclick()
      await expect(page.getByTestId('received')).toHaveValue('200')
    })
    expect(scenes.complaints()).toEqual([])
  } finally {
    await scenes.close()
  }
})
