import { closeSync, openSync, writeSync } from 'node:fs'
import { y4mFrame, y4mHead } from '../../../e2e/fixtures/qr/files.ts'
import { drawScene, type GreyPicture, withNoise } from '../../../e2e/fixtures/qr/scene.ts'
import { tokenOf } from '../../../e2e/fixtures/qr/seeded.ts'
import { markCells, markSide } from '../../../renderer/dev/qr-bench/types.ts'
import { type Look, versions } from './pictures.ts'

const [width, height] = [640, 480]
/** Before the first clip, so that the camera runs when it comes. */
const leadFrames = 45
export const clipFrames = 12
export const framesPerSecond = 30
const blankFrames = 5
/** Frames of a code that is held still differ by their noise alone; so many are drawn, and come again in turn. */
const noises = 4

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

/** The picture with the mark in its corner: which picture of a clip it is, up to the fifteenth; null between the clips. */
export const marked = (picture: GreyPicture, frame: number | null): GreyPicture => {
  const grey = picture.grey.slice()
  const isWhite = (cell: number): boolean =>
    frame !== null && (cell === 0 || ((Math.min(frame, 15) >> (cell - 1)) & 1) === 1)
  for (let y = 0; y < markSide; y += 1) {
    for (let cell = 0; cell < markCells; cell += 1) {
      const from = y * width + cell * markSide
      grey.fill(isWhite(cell) ? 255 : 0, from, from + markSide)
    }
  }
  return { ...picture, grey }
}

export interface Clip {
  readonly name: string
  readonly text: string
}

const wall = { width, height, grey: new Uint8ClampedArray(width * height).fill(120) }
/** What the camera sees between the clips. */
export const blankFrame = marked(withNoise(wall, 12, 1), null)

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
      // Each of its own length, by which a screen that does not show the text can be asked for it.
      const text = tokenOf(length - clips.length, seed)
      const draw = (frame: number): GreyPicture =>
        drawScene({
          ...scene,
          text,
          version,
          width,
          height,
          share: (scene.share ?? 0.85) + frame * (moves[name] ?? 0),
        })
      const take = (frame: number, clean: GreyPicture): GreyPicture => withNoise(clean, noise, seed * 100 + frame)
      const clean = draw(0)
      const still = Array.from({ length: noises }, (_, frame) => take(frame, clean))
      for (let frame = 0; frame < clipFrames; frame += 1) {
        put(marked(name in moves ? take(frame, draw(frame)) : (still[frame % noises] ?? clean), frame))
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
