import { describe, expect, it } from 'vitest'
import { fromBgra, fromPlane, fromRgba, pictureOf, shadeAt, toRgba } from './picture.ts'

describe('pictures in grey', () => {
  it('take the luminance of colours, over white where they are transparent', () => {
    const rgba = new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0])
    expect([...fromRgba(2, 2, rgba).grey]).toEqual([76, 150, 29, 255])
    expect([...fromBgra(2, 2, rgba).grey], 'with red and blue in each other’s place').toEqual([29, 150, 76, 255])
  })

  it('leave out the gaps at the ends of a plane’s rows', () => {
    const plane = new Uint8Array([1, 2, 99, 99, 3, 4, 99, 99])
    expect([...fromPlane(2, 2, plane, 4).grey]).toEqual([1, 2, 3, 4])
  })

  it('go to RGBA and back unchanged', () => {
    const picture = pictureOf(7, 5, (x, y) => x * 30 + y * 7)
    expect(fromRgba(7, 5, toRgba(picture))).toEqual(picture)
  })

  it('have the nearest dot’s grey beyond the edge', () => {
    const picture = pictureOf(2, 2, (x, y) => x * 10 + y * 100)
    expect([shadeAt(picture, -5, 0), shadeAt(picture, 9, 9), shadeAt(picture, 1, -1)]).toEqual([0, 110, 10])
  })
})
