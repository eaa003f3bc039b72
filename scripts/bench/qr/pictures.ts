import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pngOf } from '../../../e2e/fixtures/qr/files.ts'
import { besides, drawScene, type GreyPicture, type SceneOptions } from '../../../e2e/fixtures/qr/scene.ts'
import { tokenOf } from '../../../e2e/fixtures/qr/seeded.ts'
import { asOnScreen, asPressed } from '../../../e2e/fixtures/qr/spoil.ts'

export type Look = readonly [
  name: string,
  scene: Omit<SceneOptions, 'text' | 'width' | 'height' | 'version'>,
  /** What happens to the picture after it was taken. */
  after?: (picture: GreyPicture) => GreyPicture,
]

/** A payment code that lies in the same picture, as on a counter. */
const payment = drawScene({ text: '289012345678901234', width: 360, height: 720, share: 0.35, light: 235 })

/** Versions of a token's code: from the smallest that is shown to the densest, with a length that fits. */
export const versions = [
  [6, 120],
  [10, 250],
  [14, 390],
  [19, 390],
  [25, 390],
] as const

/** How codes come before a desk: each alone, and the worst of them together. */
const looks: readonly Look[] = [
  ['straight', {}],
  ['turned', { degrees: 17, share: 0.7 }],
  ['turned half round', { degrees: 160, share: 0.7 }],
  ['tilted', { tilt: 0.3 }],
  ['tilted strongly', { tilt: 0.45, degrees: 20, share: 0.75 }],
  ['blurred', { blur: 2 }],
  ['out of focus', { blur: 4 }],
  ['noisy', { noise: 25 }],
  ['very noisy', { noise: 55 }],
  ['dim', { light: 60, dark: 25, noise: 5 }],
  ['nearly dark', { light: 40, dark: 30, noise: 4 }],
  ['inverted', { isInverted: true }],
  ['inverted and noisy', { isInverted: true, light: 140, dark: 50, noise: 14 }],
  ['small', { share: 0.4 }],
  ['very small', { share: 0.26 }],
  ['glare', { glare: 150, light: 190, dark: 40 }],
  ['strong glare', { glare: 260, light: 190, dark: 40 }],
  ['slanting', { degrees: 45, share: 0.65 }],
  ['seen from the side', { tilt: 0.55, degrees: 90, share: 0.75, noise: 4 }],
  ['low contrast', { light: 150, dark: 118, noise: 3 }],
  ['low contrast, dark', { light: 46, dark: 30, noise: 2 }],
  ['dark mode', { isInverted: true, wall: 0, light: 225, dark: 18, noise: 5, share: 0.6 }],
  [
    'photographed screen',
    { degrees: 4, noise: 4 },
    (picture) => asOnScreen(picture, { strength: 0.45, pitch: 2.3, degrees: 7 }),
  ],
  [
    'photographed coarse screen',
    { degrees: 3 },
    (picture) => asOnScreen(picture, { strength: 0.6, pitch: 5.2, degrees: 12 }),
  ],
  ['pressed by a messenger', { share: 0.6 }, (picture) => asPressed(picture, 90)],
  ['pressed, small', { share: 0.42, blur: 0.6 }, (picture) => asPressed(picture, 60)],
  [
    'on a phone with glare',
    { onPhone: true, share: 0.5, degrees: 8, tilt: 0.12, glare: 170, light: 205, dark: 25, noise: 6 },
  ],
  [
    'photographed and pressed',
    { degrees: 10, tilt: 0.15, noise: 5, share: 0.85 },
    (picture) => asPressed(asOnScreen(picture, { strength: 0.35, pitch: 2.7, degrees: 5 }), 50),
  ],
  ['beside a payment code', { share: 0.7, noise: 6 }, (picture) => besides(payment, picture)],
  ['all together', { degrees: 12, tilt: 0.15, blur: 1.2, noise: 14, light: 150, dark: 40, glare: 60, share: 0.75 }],
]

/** Writes made-up pictures and what they say (`NAME.png`, `NAME.txt`) into a folder. */
export const writePictures = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  let seed = 0
  for (const [version, length] of versions) {
    for (const [name, scene, after = (picture: GreyPicture) => picture] of looks) {
      seed += 1
      const text = tokenOf(length, seed)
      const file = join(folder, `${String(version).padStart(2, '0')} ${name}`)
      writeFileSync(`${file}.png`, pngOf(after(drawScene({ text, version, width: 960, height: 720, seed, ...scene }))))
      writeFileSync(`${file}.txt`, text)
    }
  }
}
