import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pngOf } from '../../../e2e/fixtures/qr/files.ts'
import { drawScene, type SceneOptions } from '../../../e2e/fixtures/qr/scene.ts'
import { tokenOf } from '../../../e2e/fixtures/qr/seeded.ts'

export type Look = readonly [name: string, scene: Omit<SceneOptions, 'text' | 'width' | 'height' | 'version'>]

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
  ['all together', { degrees: 12, tilt: 0.15, blur: 1.2, noise: 14, light: 150, dark: 40, glare: 60, share: 0.75 }],
]

/** Writes made-up pictures and what they say (`NAME.png`, `NAME.txt`) into a folder. */
export const writePictures = (folder: string): void => {
  mkdirSync(folder, { recursive: true })
  let seed = 0
  for (const [version, length] of versions) {
    for (const [name, scene] of looks) {
      seed += 1
      const text = tokenOf(length, seed)
      const file = join(folder, `${String(version).padStart(2, '0')} ${name}`)
      writeFileSync(`${file}.png`, pngOf(drawScene({ text, version, width: 960, height: 720, seed, ...scene })))
      writeFileSync(`${file}.txt`, text)
    }
  }
}
