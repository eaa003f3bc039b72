import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openBuiltPage } from '../fixtures/builtPage.ts'

/** The screens over their pretend door (`renderer/dev`), in a window of the real Electron. */
export interface SceneWindow {
  readonly page: Page
  /** What the page has complained of since it was asked last. */
  complaints(): readonly string[]
  /** Opens the screens in the state of that name; `extra` is what the address says besides: `theme`, `text`, `lang`. */
  open(scene: string, extra?: Readonly<Record<string, string>>): Promise<void>
  resize(size: WindowSize): Promise<void>
  close(): Promise<void>
}

/** In CSS pixels; `scale` is how many of the screen's pixels each of them is wide. */
export interface WindowSize {
  readonly width: number
  readonly height: number
  readonly scale: number
}

/** Builds the pretend screens, and opens a window on them. */
export const openSceneWindow = async (): Promise<SceneWindow> => {
  const built = await openBuiltPage(join('renderer', 'dev'))
  const data = mkdtempSync(join(tmpdir(), 'scenes-data-'))
  const app = await built.launch(data, ['--disable-gpu'])
  const page = await app.firstWindow()
  let complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text().slice(0, 400))
  })
  const devTools = await page.context().newCDPSession(page)
  return {
    page,
    complaints: () => {
      const told = complaints
      complaints = []
      return told
    },
    open: async (scene, extra = {}) => {
      await page.goto(`${built.address}?${new URLSearchParams({ scene, ...extra })}`)
      await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
    },
    resize: async ({ width, height, scale }) => {
      const size = { width, height, deviceScaleFactor: scale, mobile: false }
      await devTools.send('Emulation.setDeviceMetricsOverride', size)
      await page.waitForFunction((wanted) => window.innerWidth === wanted, width)
    },
    close: async () => {
      await app.close()
      built.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
