import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type ScreenName, screenNames as screens } from '../../renderer/app/screenNames.ts'
import { wcagProblems } from '../fixtures/axe.ts'
import type { Desk } from '../fixtures/desk.ts'
import { bothReceived, cold, present, signOn } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/story.ts'
import { opened } from '../pages/opened.ts'
import { screenKey } from '../pages/screenKeys.ts'

const folder = join('test-results', 'looks')

const goTo = async (desk: Desk, screen: ScreenName): Promise<void> => {
  await desk.page.keyboard.press(screenKey(screen))
  await opened(desk.page.getByTestId(`screen-${screen}`))
  // A report is worked out elsewhere, and comes a moment later.
  if (screen === 'reports') await expect(desk.page.getByTestId('report-head')).toBeVisible()
}

/** How far the page as a whole, and the frame in it, could be scrolled: nowhere, because lists scroll by themselves. */
const scrollRoom = (page: Page): Promise<{ x: number; y: number; movedX: number; movedY: number }> =>
  page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement
    // Something that takes the focus beyond the edge moves even what hides its overflow.
    const moved = [...document.querySelectorAll('html, body, #root, #root > *, #root > * > *')]
    return {
      x: root.scrollWidth - root.clientWidth,
      y: root.scrollHeight - root.clientHeight,
      movedX: Math.max(...moved.map((element) => element.scrollLeft)),
      movedY: Math.max(...moved.map((element) => element.scrollTop)),
    }
  })

/** Names of controls that stick out of the window, and so cannot be seen whole; a row that scrolls sideways brings them in, the screen as a whole must not. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isBroughtIn = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null && box.tagName !== 'MAIN'; box = box.parentElement) {
        if (getComputedStyle(box).overflowX === 'auto' && box.scrollWidth > box.clientWidth) return true
      }
      return false
    }
    return [
      ...document.querySelectorAll<HTMLElement>(
        'main button, main input, main textarea, nav button, [role=toolbar] button',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.classList.contains('sr-only'))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect()
        return (left < -1 || right > window.innerWidth + 1) && !isBroughtIn(element)
      })
      .map((element) => element.dataset.testid ?? element.textContent?.trim() ?? element.tagName)
  })

/** Texts and controls of the screen that hang out over the function keys, because nothing there scrolls. */
const spilt = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const main = document.querySelector('main')
    if (main === null) return ['no screen']
    const { bottom } = main.getBoundingClientRect()
    const isHeld = (element: Element): boolean => {
      for (let box = element.parentElement; box !== null && box !== main; box = box.parentElement) {
        if (getComputedStyle(box).overflowY !== 'visible') return true
      }
      return false
    }
    return [...main.querySelectorAll<HTMLElement>('p, h1, h2, h3, button, input, textarea, dt, dd')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().bottom > bottom + 1)
      .filter((element) => !isHeld(element))
      .map((element) => element.dataset.testid ?? element.textContent?.trim() ?? element.tagName)
  })

/** Names of screens and of function keys that their place is too narrow for. */
const shortened = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('nav, nav button, [role=toolbar] button span')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => element.textContent ?? element.tagName),
  )

const photograph = async (desk: Desk, name: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  await desk.page.screenshot({ path: join(folder, `${name}.png`) })
}

const fits = async (desk: Desk, what: string): Promise<void> => {
  expect(await scrollRoom(desk.page), `scrolling of the whole page: ${what}`).toEqual({
    x: 0,
    y: 0,
    movedX: 0,
    movedY: 0,
  })
  expect(await cutOff(desk.page), `controls cut off: ${what}`).toEqual([])
  expect(await shortened(desk.page), `names cut short: ${what}`).toEqual([])
  expect(await spilt(desk.page), `hanging out over the function keys: ${what}`).toEqual([])
}

/** Every look of what is on the screen now. */
const inEveryLook = async (desk: Desk, name: string): Promise<void> => {
  for (const theme of ['light', 'dark'] as const) {
    await desk.page.emulateMedia({ colorScheme: theme })
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
    await photograph(desk, `${name}-${theme}`)
    expect.soft(await wcagProblems(desk.page), `WCAG 2.2 AA: ${name}, ${theme}`).toEqual([])
  }
  await fits(desk, name)
}

test('every screen, with work on it, fits 1366 × 768 in light and dark, and axe finds nothing', async ({
  sims,
  desk,
}) => {
  const size = await desk.page.evaluate(() => [window.innerWidth, window.innerHeight])
  expect(size[0]).toBeGreaterThan(1340)
  await desk.status.is('reader', 'ready')
  await desk.status.is('sam', 'verified')
  await desk.status.is('vpn', 'up')
  await test.step('axe sees this page: what is planted there is found', async () => {
    await desk.page.evaluate(() => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<img data-planted width="9" height="9" />')
    })
    expect(await wcagProblems(desk.page)).toEqual([expect.stringContaining('image-alt')])
    await desk.page.evaluate(() => document.querySelector('[data-planted]')?.remove())
  })
  await inEveryLook(desk, '01-front-desk-empty')
  await signOn(desk, sims)
  await present(desk, sims, 'huang-critical', '黃例芬')
  await inEveryLook(desk, '02-front-desk-card')
  await desk.frontDesk.register()
  await inEveryLook(desk, '03-front-desk-registered')
  await sims.cards.insert('wrong-check-digit')
  await desk.frontDesk.says('CARD_DATA_INVALID')
  await inEveryLook(desk, '04-front-desk-bad-card')
  await present(desk, sims, 'huang-critical', '黃例芬')
  await desk.consultation.open()
  await expect(desk.page.getByTestId('start-consultation')).toBeVisible()
  await inEveryLook(desk, '05-waiting-list')
  await desk.consultation.takeNext()
  await desk.consultation.writeNote(cold.note)
  await desk.consultation.addDiagnosis(cold.diagnosis)
  await desk.consultation.addDrug(cold.drug)
  await desk.consultation.addProcedure(cold.procedure)
  await desk.consultation.draftIs('saved')
  await inEveryLook(desk, '06-consultation')
  await desk.consultation.finish()
  await desk.cashier.open()
  await desk.cashier.cardIs('here')
  await inEveryLook(desk, '07-cashier')
  await sims.vpn.cut()
  await desk.cashier.tryToClose('NHI_UNREACHABLE')
  await inEveryLook(desk, '08-cashier-fault')
  await desk.cashier.closeAsException('A021')
  await desk.status.is('vpn', 'down')
  await inEveryLook(desk, '09-cashier-waiting')
  await desk.uploads.open()
  await desk.uploads.choose('nhi-upload')
  await inEveryLook(desk, '10-uploads-waiting')
  await sims.vpn.restore()
  await desk.status.isAllSent()
  for (const [index, screen] of (['patients', 'reports', 'settings'] as const).entries()) {
    await goTo(desk, screen)
    await inEveryLook(desk, `${11 + index}-${screen}`)
  }
  await desk.uploads.open()
  await desk.uploads.show('accepted')
  await inEveryLook(desk, '14-uploads-accepted')
  await desk.uploads.choose('nhi-upload')
  await desk.uploads.openVisit()
  await bothReceived(desk)
  await inEveryLook(desk, '15-cashier-received')
  await goTo(desk, 'appointments')
  await inEveryLook(desk, '16-appointments')
  await desk.page.keyboard.press('Control+G')
  await expect(desk.page.getByTestId('roster')).toBeVisible()
  await inEveryLook(desk, '17-roster')
  await desk.page.keyboard.press('Escape')
  await expect(desk.page.getByTestId('roster')).toHaveCount(0)
  await expect(desk.page.getByTestId('appointment-shown-day')).toBeVisible()
})

test('in English nothing is wider than its place', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  await desk.settings.open()
  await desk.settings.language('en')
  await expect(desk.page.locator('html')).toHaveAttribute('lang', 'en')
  for (const screen of screens) {
    await goTo(desk, screen)
    await photograph(desk, `en-${screen}`)
    await fits(desk, `${screen} in English`)
  }
  await goTo(desk, 'front-desk')
  await desk.makeUps.open()
  await photograph(desk, 'en-make-ups')
  await fits(desk, 'make-ups in English')
  await desk.makeUps.close()
})

test('at text size 200 % every screen can still be worked with', { tag: '@portable' }, async ({ plainDesk: desk }) => {
  await desk.settings.open()
  await desk.settings.textSize(200)
  for (const theme of ['light', 'dark'] as const) {
    await desk.settings.open()
    await desk.settings.theme(theme)
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', theme)
    for (const screen of screens) {
      await goTo(desk, screen)
      await photograph(desk, `200-${screen}-${theme}`)
      expect(await scrollRoom(desk.page), `scrolling sideways: ${screen}`).toMatchObject({ x: 0, movedX: 0 })
      expect.soft(await cutOff(desk.page), `controls cut off: ${screen}`).toEqual([])
      // What has no room is scrolled to inside the screen, and never lies over the function keys.
      const overflow = await desk.page.locator('main').evaluate((main) => getComputedStyle(main).overflowY)
      expect.soft(overflow, `what has no room: ${screen}`).toBe('auto')
    }
    await goTo(desk, 'front-desk')
    await desk.makeUps.open()
    await photograph(desk, `200-make-ups-${theme}`)
    expect.soft(await cutOff(desk.page), 'controls cut off: make-ups').toEqual([])
    await desk.makeUps.close()
  }
  await test.step('and both are remembered', async () => {
    await desk.relaunch()
    await expect(desk.page.locator('html')).toHaveAttribute('data-theme', 'dark')
    const scale = await desk.page.evaluate(() => document.documentElement.style.getPropertyValue('--text-scale'))
    expect(scale).toBe('2')
  })
})

test('the keyboard reaches every screen, and finds its way inside each', { tag: '@portable' }, async ({
  plainDesk: desk,
}) => {
  for (const screen of screens) {
    await goTo(desk, screen)
    await expect(desk.page.getByTestId(`rail-${screen}`)).toHaveAttribute('aria-current', 'page')
    // Tab goes on from where the screen has put the focus, and something always has it.
    const seen = new Set<string>()
    for (let press = 0; press < 40; press += 1) {
      await desk.page.keyboard.press('Tab')
      seen.add(
        await desk.page.evaluate(() => {
          const { activeElement } = document
          if (activeElement === null || activeElement === document.body) return ''
          return activeElement.closest('main') !== null
            ? 'main'
            : activeElement.closest('nav') !== null
              ? 'rail'
              : activeElement.getAttribute('data-testid')?.startsWith('status-') === true
                ? 'status'
                : 'other'
        }),
      )
    }
    expect([...seen]).toEqual(expect.arrayContaining(['rail', 'status']))
  }
})

test('Ctrl+K finds screens and commands, and has every key from then on', { tag: '@portable' }, async ({
  plainDesk: desk,
}) => {
  const palette = desk.page.getByTestId('palette')
  // Not waited for: what is typed at once must not reach the form beneath.
  await desk.page.keyboard.press('Control+K')
  await desk.page.keyboard.type('上傳')
  await expect(palette.getByTestId('palette-input')).toHaveValue('上傳')
  await expect(palette.locator('[data-testid^="palette-item-"]').first()).toBeVisible()
  await desk.page.keyboard.press('Enter')
  await expect(palette).toHaveCount(0)
  await expect(desk.page.getByTestId('screen-uploads')).toBeVisible()
})
