import type { Page } from '@playwright/test'
import { pngOf } from '../fixtures/qr/files.ts'
import { besides, drawScene, type GreyPicture } from '../fixtures/qr/scene.ts'
import { tokenOf } from '../fixtures/qr/seeded.ts'
import { expect } from '../pages/soon.ts'
import { clicked, marked, onScreen, type View } from './view.ts'

/** A virtual card at the desk, once Enter would register. */
export const held = (scene: string): View => ({
  name: `front-desk-${scene}`,
  scene,
  layer: null,
  go: async (page) => {
    await onScreen('front-desk')(page)
    await expect(page.getByTestId('register-button')).toBeFocused()
  },
})
const delegateAsked: View = {
  name: 'delegate-asked',
  scene: 'virtual-photo',
  // Where many are delegated the form stays; what Escape takes away is the question, and its way out.
  layer: `${marked('delegate-form')} > button:not([type=submit])`,
  go: async (page) => {
    await held('virtual-photo').go(page)
    await page.keyboard.press('F5')
    await expect(page.getByTestId('delegate-name')).toBeFocused()
  },
}

const scanLayer = marked('scan-panel')

/** The scan while its camera has something to say. */
const camera = (scene: string, shown: string): View => ({
  name: `scan-${scene}`,
  scene,
  layer: scanLayer,
  go: async (page) => {
    await onScreen('front-desk')(page)
    await page.keyboard.press('F9')
    await expect(page.locator(shown)).toBeVisible()
  },
})
const guidance = (scene: string, advice: string): View => camera(scene, `[data-guidance=${advice}]`)
const problem = (scene: string, state: string): View => camera(scene, `[data-testid=scan-camera][data-state=${state}]`)
/** The scan beside the front desk with its camera running: every part it has. */
export const scan: View = { ...problem('normal', 'running'), name: 'scan' }

const code = (text: string): GreyPicture => drawScene({ text, width: 480, height: 480, share: 0.9 })
export const token = (): GreyPicture => code(tokenOf(150, 2))

/** A picture of nothing. */
const wall: GreyPicture = { width: 480, height: 480, grey: new Uint8ClampedArray(480 * 480).fill(150) }

export const give = (page: Page, picture: GreyPicture): Promise<void> =>
  page.getByTestId('scan-file').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: pngOf(picture) })

/** The same, after a picture was given to it. */
const scanned = (name: string, scene: string, picture: () => GreyPicture, shown: string): View => ({
  name: `scan-${name}`,
  scene,
  layer: scanLayer,
  go: async (page) => {
    await scan.go(page)
    await give(page, picture())
    await expect(page.locator(shown)).toBeVisible()
  },
})

/** A file that is no picture. */
const letter: View = {
  name: 'scan-no-picture',
  scene: 'normal',
  layer: scanLayer,
  go: async (page) => {
    await scan.go(page)
    const file = { name: 'code.png', mimeType: 'image/png', buffer: Buffer.from('Dear Sir') }
    await page.getByTestId('scan-file').setInputFiles(file)
    await expect(page.locator('[data-note=notAPicture]')).toBeVisible()
  },
}

const lit: View = {
  name: 'scan-light',
  scene: 'normal',
  layer: scanLayer,
  go: async (page) => {
    await scan.go(page)
    const light = page.getByTestId('scan-camera-light')
    await light.press('Enter')
    await expect(light).toHaveAttribute('aria-pressed', 'true')
  },
}

/** Another code while the first is on its way. */
const busy: View = {
  name: 'scan-busy',
  scene: 'virtual-slow',
  layer: scanLayer,
  go: async (page) => {
    await scan.go(page)
    await give(page, token())
    await expect(page.getByTestId('scan-redeeming')).toBeVisible()
    await give(page, code(tokenOf(160, 3)))
    await expect(page.getByTestId('scan-busy')).toBeVisible()
  },
}

/** A picture in which it takes long to find nothing. */
const crowd = (): GreyPicture => {
  const side = 2_400
  const grey = new Uint8ClampedArray(side * side)
  for (let at = 0, seed = 1; at < grey.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647
    grey[at] = seed & 255
  }
  return { width: side, height: side, grey }
}

/** The code of whoever is on the screen, once more. */
const known: View = {
  name: 'scan-known',
  scene: 'virtual-comes',
  layer: scanLayer,
  go: async (page) => {
    await scan.go(page)
    await give(page, token())
    await expect(page.getByTestId('virtual-holder')).toBeVisible()
    await expect(page.getByTestId('scan-panel')).toHaveCount(0)
    await page.keyboard.press('F9')
    await expect(page.locator('[data-testid=scan-camera][data-state=running]')).toBeVisible()
    await give(page, token())
    await expect(page.getByTestId('scan-known')).toBeVisible()
  },
}

/** A registration that the NHI stops, because the code has brought its visit. */
const visitUsed: View = {
  name: 'front-desk-virtual-visit-used',
  scene: 'virtual-visit-used',
  layer: null,
  go: async (page) => {
    await held('virtual-visit-used').go(page)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('fault-way-list')).toBeVisible()
  },
}
const sessionLapsed: View = {
  name: 'front-desk-virtual-session-lapsed',
  scene: 'virtual-session-lapsed',
  layer: null,
  go: async (page) => {
    await onScreen('front-desk')(page)
    await expect(page.getByTestId('fault-way-new-code')).toBeVisible()
  },
}

/** The states of scan and holder that come more seldom. */
export const seldomScanViews: readonly View[] = [
  ...['virtual', 'virtual-delegate'].map(held),
  delegateAsked,
  guidance('camera-dark', 'too-dark'),
  guidance('camera-far', 'too-far'),
  guidance('camera-blurred', 'blurred'),
  problem('camera-absent', 'absent'),
  problem('camera-denied', 'denied'),
  problem('camera-in-use', 'in-use'),
  scanned('several', 'normal', () => besides(token(), code(tokenOf(160, 3))), '[data-testid=scan-question]'),
  scanned('foreign', 'normal', () => code('289012345678901234'), '[data-note=payment]'),
  scanned('offline', 'virtual-offline', token, '[data-testid=scan-refused]'),
  scanned('expired', 'virtual-expired', token, '[data-testid=scan-refused]'),
  scanned('uncertain', 'virtual-uncertain', token, '[data-testid=scan-refused]'),
  scanned('slow', 'virtual-slow', token, '[data-testid=scan-redeeming]'),
  busy,
  scanned('nothing', 'normal', () => wall, '[data-note=nothing]'),
  letter,
  lit,
  scanned('reading', 'normal', crowd, '[data-testid=scan-reading]'),
  known,
  visitUsed,
  sessionLapsed,
  ...['opening', 'denied', 'absent'].map((state) =>
    camera(`scanner-${state}`, `[data-testid=scanner-port-state][data-state=${state}]`),
  ),
  scanned('switch', 'virtual-photo', token, '[data-testid=switch-question]'),
  clicked(scan, 'scan-no-screen', ['scan-screen'], 'error-card'),
]
