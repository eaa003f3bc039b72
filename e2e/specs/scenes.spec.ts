import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { wcagProblems } from '../fixtures/axe.ts'
import { expect, test } from '../fixtures/story.ts'
import { escapesTo, watchOpeners } from '../looks/escape.ts'
import { cutTexts, misfitsOf } from '../looks/fit.ts'
import { openSceneWindow, type SceneWindow, type WindowSize } from '../looks/sceneWindow.ts'
import { tabProblems } from '../looks/tabWalk.ts'
import { marked, type View } from '../looks/view.ts'
import { displayViews, everyView, usualViews } from '../looks/views.ts'

const folder = join('test-results', 'scenes')
const desk: WindowSize = { width: 1366, height: 768, scale: 1 }
/** The same window at 200 % zoom. */
const zoomed: WindowSize = { width: 683, height: 384, scale: 2 }
/** Screens in waiting rooms: 16:9 and 4:3. */
const waitingRoom: readonly WindowSize[] = [
  { width: 1920, height: 1080, scale: 1 },
  { width: 1024, height: 768, scale: 1 },
]
const nothing = { wide: [], unreachable: [] }

/** Asked again for a while, because on a busy PC a layer takes its place late. */
const fits = (scenes: SceneWindow, what: string): Promise<void> =>
  expect
    .configure({ soft: true })
    .poll(() => misfitsOf(scenes.page), { message: what, timeout: 5_000 })
    .toEqual(nothing)

/**
 * `LOOKS=all npm run e2e -- specs/scenes`: every state in every look, with pictures for somebody to look at and axe on each; any other words,
 * with commas between, take the states that have one of them in their names.
 */
const wanted = process.env.LOOKS
const isAll = wanted !== undefined
const parts = wanted === undefined || wanted === 'all' ? [''] : wanted.split(',')
const lookedAt = everyView.filter(({ name }) => parts.some((part) => name.includes(part)))
const looks = [
  ['light', desk, { theme: 'light' }],
  ['dark', desk, { theme: 'dark' }],
  ['zoom', zoomed, { theme: 'light' }],
  ['text', desk, { theme: 'light', text: '200' }],
  ['en', desk, { theme: 'light', lang: 'en' }],
  // 3840 × 2160 at 150 %.
  ['4k', { width: 2560, height: 1440, scale: 1.5 }, { theme: 'light' }],
] as const

const show = async (scenes: SceneWindow, view: View, extra: Readonly<Record<string, string>>): Promise<void> => {
  await scenes.open(view.scene, extra)
  await watchOpeners(scenes.page)
  await view.go(scenes.page)
}
const light = { theme: 'light' }

/** Tab through a view that is shown. An answer may move what the keys are going through: what is wrong is so in a second walk, too. */
const tabLeads = async (scenes: SceneWindow, view: View, isWhole: boolean): Promise<void> => {
  const first = await tabProblems(scenes.page, isWhole)
  if (first.length > 0) await show(scenes, view, light)
  const problems = first.length > 0 ? await tabProblems(scenes.page, isWhole) : first
  expect.soft(problems, `Tab through ${view.name}`).toEqual([])
}

/** Escape closes what a view opens, and gives the focus back to what had it before. The view is opened for it: Tab leads out of many. */
const givesFocusBack = async (scenes: SceneWindow, view: View): Promise<void> => {
  if (view.layer === null) return
  await show(scenes, view, light)
  const left = await escapesTo(scenes.page, view.layer)
  await expect
    .configure({ soft: true })
    .poll(left, { message: `focus behind ${view.name}`, timeout: 5_000 })
    .toBe('back')
}

test('on every screen, layer and form, at 100 % and 200 % zoom, nothing is wider than the window and all is reached by scrolling', {
  tag: '@portable',
}, async () => {
  test.skip(isAll, 'the other story has these, too')
  test.setTimeout(600_000)
  const scenes = await openSceneWindow()
  try {
    await test.step('what is planted is found', async () => {
      await scenes.resize(zoomed)
      await scenes.open('normal')
      await scenes.page.evaluate(() =>
        document.querySelector('main')?.insertAdjacentHTML(
          'beforebegin',
          `<div style="height:0;overflow:hidden"><button data-testid="planted">x</button></div>
          <p style="position:absolute;left:0;width:2000px" data-testid="planted">x</p>`,
        ),
      )
      const found = { wide: ['planted P'], unreachable: ['planted BUTTON'] }
      expect(await misfitsOf(scenes.page)).toEqual(found)
      await scenes.resize(desk)
      await scenes.open('normal')
      // A dialog that isn't modal, so that Tab leads out of it, and what covers one of its buttons.
      await scenes.page.evaluate(() => {
        document.body.insertAdjacentHTML(
          'beforeend',
          `<dialog open style="position:fixed;top:0"><button data-testid="free">x</button><button data-testid="covered">x</button>
          <p style="position:fixed;inset:0;pointer-events:auto" id="cover"></p></dialog>`,
        )
        document.querySelector<HTMLElement>('[data-testid=free]')?.focus()
      })
      const walked = await tabProblems(scenes.page, false)
      expect(walked).toContain('Tab: not to be seen: covered BUTTON x')
      expect(walked.filter((problem) => problem.startsWith('Tab: out of the dialog:'))).not.toEqual([])
      await scenes.open('normal')
      await watchOpeners(scenes.page)
      // A layer that goes without a thought for who opened it.
      await scenes.page.evaluate(() => {
        const opener = document.createElement('button')
        opener.dataset.testid = 'opener'
        opener.addEventListener('click', () => {
          const layer = document.createElement('button')
          Object.assign(layer.dataset, { testid: 'thoughtless', layer: '' })
          layer.addEventListener('keydown', () => layer.remove())
          document.body.append(layer)
          layer.focus()
        })
        document.body.append(opener)
      })
      await scenes.page.getByTestId('opener').press('Enter')
      const left = await escapesTo(scenes.page, marked('thoughtless'))
      expect(await left()).toContain('instead of BUTTON opener')
    })
    for (const view of usualViews) {
      await test.step(view.name, async () => {
        await scenes.resize(desk)
        await show(scenes, view, light)
        await fits(scenes, `${view.name} at 1366 × 768`)
        await scenes.resize(zoomed)
        await fits(scenes, `${view.name} at 683 × 384`)
        await scenes.resize(desk)
        await tabLeads(scenes, view, false)
        await givesFocusBack(scenes, view)
      })
    }
    for (const view of displayViews) {
      await test.step(view.name, async () => {
        for (const size of waitingRoom) {
          const what = `${view.name}-${size.width}`
          await scenes.resize(size)
          await show(scenes, view, {})
          await fits(scenes, what)
          expect.soft(await cutTexts(scenes.page), `cut off: ${what}`).toEqual([])
          mkdirSync(folder, { recursive: true })
          await scenes.page.screenshot({ path: join(folder, `${what}.png`) })
        }
      })
    }
    expect(scenes.complaints(), 'what the page should not have complained of').toEqual([])
  } finally {
    await scenes.close()
  }
})

for (const [look, size, extra] of looks) {
  test(`every state of every screen: ${look}`, { tag: '@portable' }, async () => {
    test.skip(!isAll, 'only with LOOKS=all')
    test.setTimeout(900_000)
    mkdirSync(folder, { recursive: true })
    const scenes = await openSceneWindow()
    try {
      await scenes.resize(size)
      for (const view of lookedAt) {
        await test.step(view.name, async () => {
          await show(scenes, view, extra)
          await scenes.page.screenshot({ path: join(folder, `${view.name}-${look}.png`) })
          await fits(scenes, `${view.name}, ${look}`)
          if (size === desk)
            expect.soft(await wcagProblems(scenes.page), `WCAG 2.2 AA: ${view.name}, ${look}`).toEqual([])
          expect.soft(scenes.complaints(), `what the page complained of: ${view.name}, ${look}`).toEqual([])
        })
      }
    } finally {
      await scenes.close()
    }
  })
}

test('on every state of every screen Tab goes everywhere and comes round, and Escape goes back to where one was', {
  tag: '@portable',
}, async () => {
  test.skip(!isAll, 'only with LOOKS=all')
  test.setTimeout(1_800_000)
  const scenes = await openSceneWindow()
  try {
    await scenes.resize(desk)
    for (const view of lookedAt) {
      await test.step(view.name, async () => {
        await show(scenes, view, light)
        await tabLeads(scenes, view, true)
        await givesFocusBack(scenes, view)
        expect.soft(scenes.complaints(), `what the page complained of: ${view.name}`).toEqual([])
      })
    }
  } finally {
    await scenes.close()
  }
})
