import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Picture, type Point, pictureOf } from './picture.ts'
import { chain, cropped, inverted, type Step, scaled, turned } from './prepare.ts'

/** A white picture with one dark block, and where the block's middle is. */
const withBlock = (at: Point): Picture =>
  pictureOf(60, 40, (x, y) => (Math.abs(x - at.x) <= 2 && Math.abs(y - at.y) <= 2 ? 0 : 255))

const middleOfDark = ({ width, grey }: Picture): Point => {
  let [sumX, sumY, weight] = [0, 0, 0]
  for (const [index, shade] of grey.entries()) {
    const darkness = 255 - shade
    sumX += (index % width) * darkness
    sumY += Math.floor(index / width) * darkness
    weight += darkness
  }
  return { x: sumX / weight, y: sumY / weight }
}

const steps: readonly (readonly [string, Step])[] = [
  ['half', scaled(0.5)],
  ['three quarters', scaled(0.75)],
  ['double', scaled(2)],
  ['turned 90', turned(90)],
  ['turned 180', turned(180)],
  ['turned 270', turned(270)],
  ['turned -15', turned(-15)],
  ['turned 30', turned(30)],
  ['cropped', cropped({ left: 0.1, top: 0.1, width: 0.8, height: 0.8 })],
  ['several', chain(cropped({ left: 0.05, top: 0, width: 0.9, height: 1 }), scaled(2), turned(15))],
]

describe('preparation', () => {
  it.each(steps)('%s: leads a place in the prepared picture back to where it came from', (_, step) => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 46 }), fc.integer({ min: 10, max: 28 }), (x, y) => {
        const { picture, toSource } = step(withBlock({ x, y }))
        const back = toSource(middleOfDark(picture))
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1)
      }),
      { numRuns: 25 },
    )
  })

  it('turns by quarters without loss', () => {
    const source = pictureOf(3, 2, (x, y) => x * 10 + y * 100)
    expect(turned(90)(source).picture).toEqual({
      width: 2,
      height: 3,
      grey: new Uint8ClampedArray([100, 0, 110, 10, 120, 20]),
    })
    expect(chain(turned(90), turned(90), turned(90), turned(90))(source).picture).toEqual(source)
  })

  it('fills up with white where a turned sheet has no dots', () => {
    const { picture } = turned(45)(pictureOf(20, 20, () => 0))
    expect(picture.grey[0]).toBe(255)
  })

  it('inverts, and back again', () => {
    const source = pictureOf(4, 4, (x, y) => x * y * 9)
    expect(inverted(source).picture.grey[15]).toBe(255 - 81)
    expect(chain(inverted, inverted)(source).picture).toEqual(source)
  })
})
