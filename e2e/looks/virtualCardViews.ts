import { pngOf } from '../fixtures/qr/files.ts'
import { besides, drawScene, type GreyPicture } from '../fixtures/qr/scene.ts'
import { tokenOf } from '../fixtures/qr/seeded.ts'
import { expect } from '../pages/soon.ts'
import { clicked, onScreen, type View } from './view.ts'

/** A virtual card at the desk, once Enter would register. */
export const held = (scene: string): View => ({
  name: `front-desk-${scene}`,
  scene,
  go: async (page) => {
    await onScreen('front-desk')(page)
    await expect(page.getByTestId('register-button')).toBeFocused()
  },
})
const delegateAsked: View = {
  name: 'delegate-asked',
  scene: 'virtual-photo',
  go: async (page) => {
    await held('virtual-photo').go(page)
    await page.keyboard.press('F5')
    await expect(page.getByTestId('delegate-name')).toBeFocused()
  },
}

/** The scan while its camera has something to say. */
const camera = (scene: string, shown: string): View => ({
  name: `scan-${scene}`,
  scene,
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
const token = (): GreyPicture => code(tokenOf(150, 2))

/** The same, after a picture was given to it. */
const scanned = (name: string, scene: string, picture: () => GreyPicture, shown: string): View => ({
  name: `scan-${name}`,
  scene,
  go: async (page) => {
    await scan.go(page)
    const file = { name: 'code.png', mimeType: 'image/png', buffer: pngOf(picture()) }
    await page.getByTestId('scan-file').setInputFiles(file)
    await expect(page.locator(shown)).toBeVisible()
  },
})

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
  scanned('slow', 'virtual-slow', token, '[data-testid=scan-redeeming]'),
  scanned('switch', 'virtual-photo', token, '[data-testid=switch-question]'),
  clicked(scan, 'scan-no-screen', ['scan-screen'], 'error-card'),
]
