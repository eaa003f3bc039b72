import { histogramOf, shadeBelow } from './contrast.ts'
import type { Picture } from './picture.ts'

/** What one look over a frame tells of light and focus. */
export interface FrameStatistics {
  /** Mean grey, 0 to 255. */
  readonly light: number
  /** Grey between the darkest and the lightest twentieth. */
  readonly range: number
  /** Share of the dots that are burnt out. */
  readonly glare: number
  /** Mean square of the steps between neighbours over the square of the range: how steep edges are. 0 where nothing is seen. */
  readonly sharpness: number
}

const burntOut = 250
/** Every third row is enough; along a row each dot counts, because modules may be as wide as any step. */
const rowStride = 3

export const frameStatistics = (picture: Picture): FrameStatistics => {
  const histogram = histogramOf(picture)
  const { width, height, grey } = picture
  const total = width * height
  let sum = 0
  let burnt = 0
  for (const [shade, count] of histogram.entries()) {
    sum += shade * count
    if (shade >= burntOut) burnt += count
  }
  const range = shadeBelow(histogram, 0.95) - shadeBelow(histogram, 0.05)
  let steps = 0
  let looked = 0
  for (let y = 1; y < height - 1; y += rowStride) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      // Over two dots, so that the noise of single dots weighs less than an edge.
      const across = (grey[at + 1] ?? 0) - (grey[at - 1] ?? 0)
      const down = (grey[at + width] ?? 0) - (grey[at - width] ?? 0)
      steps += across * across + down * down
      looked += 1
    }
  }
  const isFlat = range < 8 || looked === 0
  return { light: sum / total, range, glare: burnt / total, sharpness: isFlat ? 0 : steps / looked / (range * range) }
}
