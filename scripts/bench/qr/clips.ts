import { closeSync, openSync, writeSync } from 'node:fs'
import { y4mFrame, y4mHead } from '../../../e2e/fixtures/qr/files.ts'
import { drawScene, type GreyPicture, withNoise } from '../../../e2e/fixtures/qr/scene.ts'
import { tokenOf } from '../../../e2e/fixtures/qr/seeded.ts'
import { type Look, versions } from './pictures.ts'

const [width, height] = [640, 480]
/** Before the first clip, so that the camera runs when it comes. */
const leadFrames = 45
export const clipFrames = 12
export const framesPerSecond = 30
const blankFrames = 5
/** Frames of a code that is held still differ by their noise alone; so many are drawn, and come again in turn. */
const noises = 4
/** Dots of the mark in the upper left corner: white while a clip runs. */
const markSide = 12

/** Every clip is noisy, as a webcam indoors is. */
const looks: readonly Look[] = [
  ['held still', { noise: 12, share: 0.85 }],
  ['turned', { noise: 14, share: 0.7, degrees: 25 }],
  ['tilted', { noise: 12, share: 0.85, tilt: 0.25 }],
  ['blurred', { noise: 10, share: 0.92, blur: 0.9 }],
  ['dim', { noise: 8, share: 0.85, light: 95, dark: 25 }],
  ['inverted', { noise: 12, share: 0.85, isInverted: true, light: 190, dark: 30 }],
  ['glare on the glass', { noise: 12, share: 0.85, glare: 110, light: 190, dark: 40 }],
  [
    'on a phone with glare',
    { noise: 8, onPhone: true, share: 0.6, degrees: 6, tilt: 0.1, glare: 120, light: 205, dark: 30 },
  ],
  ['very noisy', { noise: 28, share: 0.9 }],
  ['moving in', { noise: 12, share: 0.7 }],
  ['moving out', { noise: 12, share: 0.92 }],
]

/** The picture with the mark in its corner in that shade. */
export const marked = (picture: GreyPicture, shade: number): GreyPicture => {
  const grey = picture.grey.slice()
  for (let y = 0; y < markSide; y += 1) grey.fill(shade, y * width, y * width + markSide)
  return { ...picture, grey }
}

export interface Clip {
  readonly name: string
  readonly text: string
}

const wall = { width, height, grey: new Uint8ClampedArray(width * height).fill(120) }
/** What the camera sees between the clips. */
export const blankFrame = marked(withNoise(wall, 12, 1), 0)

/** A step of the code's share of the picture from frame to frame. */
const moves: Readonly<Record<string, number>> = { 'moving in': 0.018, 'moving out': -0.018 }

/**
 * Writes one video with clips one after another, and tells what each says: every look at every version, or each look once, with the
 * versions in turn.
 */
export const writeClips = (file: string, which: 'all' | 'each look once'): readonly Clip[] => {
  const video = openSync(file, 'w')
  const put = (picture: GreyPicture): void => void writeSync(video, y4mFrame(picture))
  writeSync(video, y4mHead(width, height))
  for (let frame = 0; frame < leadFrames; frame += 1) put(blankFrame)
  const clips: Clip[] = []
  for (const [turn, [version, length]] of versions.entries()) {
    for (const [number, [name, { noise = 0, ...scene }]] of looks.entries()) {
      if (which === 'each look once' && number % versions.length !== turn) continue
      const seed = clips.length + 1
      const text = tokenOf(length, seed)
      const draw = (frame: number): GreyPicture =>
        drawScene({
          ...scene,
          text,
          version,
          width,
          height,
          share: (scene.share ?? 0.85) + frame * (moves[name] ?? 0),
        })
      const take = (frame: number, clean: GreyPicture): GreyPicture =>
        marked(withNoise(clean, noise, seed * 100 + frame), 255)
      const clean = draw(0)
      const still = Array.from({ length: noises }, (_, frame) => take(frame, clean))
      for (let frame = 0; frame < clipFrames; frame += 1) {
        put(name in moves ? take(frame, draw(frame)) : (still[frame % noises] ?? clean))
      }
      for (let frame = 0; frame < blankFrames; frame += 1) put(blankFrame)
      clips.push({ name: `${version} ${name}`, text })
    }
  }
  closeSync(video)
  return clips
}

/** How long the whole video takes. */
export const lengthMs = (clips: readonly Clip[]): number =>
  ((leadFrames + clips.length * (clipFrames + blankFrames)) * 1_000) / framesPerSecond
