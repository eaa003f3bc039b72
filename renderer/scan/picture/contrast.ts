import { type Picture, pictureOf, shadeAt } from './picture.ts'
import type { Step } from './prepare.ts'

const inPlace = (picture: Picture): ReturnType<Step> => ({ picture, toSource: (point) => point })

/** How many dots have each of the 256 greys. */
export const histogramOf = ({ grey }: Picture): Uint32Array => {
  const counts = new Uint32Array(256)
  for (const shade of grey) counts[shade] = (counts[shade] ?? 0) + 1
  return counts
}

/** The grey below which a share of the dots lies. */
export const shadeBelow = (histogram: Uint32Array, share: number): number => {
  const wanted = histogram.reduce((sum, count) => sum + count, 0) * share
  let seen = 0
  for (const [shade, count] of histogram.entries()) {
    seen += count
    if (seen >= wanted) return shade
  }
  return 255
}

/** The greys between the darkest and the lightest hundredth, spread over the whole scale. */
export const stretched: Step = (source) => {
  const histogram = histogramOf(source)
  const dark = shadeBelow(histogram, 0.01)
  const range = Math.max(1, shadeBelow(histogram, 0.99) - dark)
  return inPlace({ ...source, grey: source.grey.map((shade) => ((shade - dark) * 255) / range) })
}

/** Sums over all dots above and to the left, so that the mean of any box costs four look-ups. */
const sumsOf = ({ width, height, grey }: Picture): Float64Array => {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = row + (sums[y * (width + 1) + x + 1] ?? 0)
    }
  }
  return sums
}

const boxMean = (picture: Picture, radius: number): ((x: number, y: number) => number) => {
  const sums = sumsOf(picture)
  const stride = picture.width + 1
  const at = (x: number, y: number): number => sums[y * stride + x] ?? 0
  return (x, y) => {
    const left = Math.max(0, x - radius)
    const top = Math.max(0, y - radius)
    const right = Math.min(picture.width, x + radius + 1)
    const bottom = Math.min(picture.height, y + radius + 1)
    return (at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top)) / ((right - left) * (bottom - top))
  }
}

/** Each dot the mean of the box around it: noise goes, and so do edges finer than the box. */
export const smoothed =
  (radius: number): Step =>
  (source) => {
    const mean = boxMean(source, radius)
    return inPlace(pictureOf(source.width, source.height, mean))
  }

/** Edges made steeper by the difference to the neighbourhood. */
export const sharpened =
  (radius: number, strength: number): Step =>
  (source) => {
    const mean = boxMean(source, radius)
    const steepen = (x: number, y: number, index: number): number => {
      const shade = source.grey[index] ?? 0
      return shade + strength * (shade - mean(x, y))
    }
    return inPlace(pictureOf(source.width, source.height, steepen))
  }

/** Black and white by comparison with the neighbourhood, which glare and shadow lift and lower with it. */
export const thresholded =
  (radius: number, below: number): Step =>
  (source) => {
    const mean = boxMean(source, radius)
    const decide = (x: number, y: number, index: number): number =>
      (source.grey[index] ?? 0) < mean(x, y) - below ? 0 : 255
    return inPlace(pictureOf(source.width, source.height, decide))
  }

/** Each dot the middle one of its nine: single wrong dots go, edges stay. */
export const despeckled: Step = (source) => {
  const nine = new Uint8Array(9)
  const middle = (x: number, y: number): number => {
    for (let at = 0; at < 9; at += 1) nine[at] = shadeAt(source, x + (at % 3) - 1, y + Math.floor(at / 3) - 1)
    return nine.sort()[4] ?? 0
  }
  return inPlace(pictureOf(source.width, source.height, middle))
}
