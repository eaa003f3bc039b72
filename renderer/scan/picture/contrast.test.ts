import { describe, expect, it } from 'vitest'
import { despeckled, histogramOf, shadeBelow, sharpened, smoothed, stretched, thresholded } from './contrast.ts'
import { pictureOf } from './picture.ts'

const stripes = (dark: number, light: number, period = 8) =>
  pictureOf(64, 64, (x) => (Math.floor(x / (period / 2)) % 2 === 0 ? dark : light))

describe('contrast', () => {
  it('counts greys, and finds the one below which a share lies', () => {
    const histogram = histogramOf(pictureOf(10, 10, (x) => x * 10))
    expect(histogram[20]).toBe(10)
    expect(shadeBelow(histogram, 0.5)).toBe(40)
    expect(shadeBelow(histogram, 1)).toBe(90)
  })

  it('stretches a dim picture over the whole scale', () => {
    const { grey } = stretched(stripes(30, 42)).picture
    expect([Math.min(...grey), Math.max(...grey)]).toEqual([0, 255])
  })

  it('leaves a picture of one grey alone', () => {
    expect(new Set(stretched(pictureOf(8, 8, () => 90)).picture.grey)).toEqual(new Set([0]))
  })

  it('tells black from white under a shadow that falls across', () => {
    const shadowed = pictureOf(64, 64, (x, y) => (Math.floor(x / 4) % 2 === 0 ? 20 : 80) + y * 2)
    const { grey } = thresholded(8, 2)(shadowed).picture
    for (const [index, shade] of grey.entries()) {
      expect(shade).toBe(Math.floor((index % 64) / 4) % 2 === 0 ? 0 : 255)
    }
  })

  it('takes single wrong dots away and keeps edges', () => {
    const source = stripes(0, 255)
    const speckled = { ...source, grey: source.grey.map((shade, index) => (index % 331 === 0 ? 255 - shade : shade)) }
    expect(despeckled(speckled).picture.grey.slice(65, 126)).toEqual(source.grey.slice(65, 126))
  })

  it('smooths to the mean of the box, and sharpens an edge', () => {
    const edge = pictureOf(20, 20, (x) => (x < 10 ? 100 : 150))
    expect(smoothed(1)(edge).picture.grey[10 * 20 + 9]).toBe(117)
    const { grey } = sharpened(2, 1)(edge).picture
    expect(grey[10 * 20 + 9]).toBeLessThan(100)
    expect(grey[10 * 20 + 10]).toBeGreaterThan(150)
    expect(grey[10 * 20]).toBe(100)
  })
})
