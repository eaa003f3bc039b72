import { describe, expect, it } from 'vitest'
import { smoothed } from '../picture/contrast.ts'
import { frameStatistics } from '../picture/frameStatistics.ts'
import { pictureOf } from '../picture/picture.ts'
import { guidanceOf, noGuidance, type SteadyGuidance, steadied } from './guidance.ts'

/** Something like a code of modules of 6 dots on a grey wall. */
const codeLike = (dark: number, light: number) =>
  pictureOf(320, 240, (x, y) =>
    x < 80 || x > 240
      ? (dark + light) / 2
      : ((Math.floor(x / 6) * 7 + Math.floor(y / 6) * 13) % 5) % 2 === 0
        ? dark
        : light,
  )

describe('guidanceOf', () => {
  it('has nothing to say of a good picture, nor of an empty wall', () => {
    expect(guidanceOf(frameStatistics(codeLike(20, 230)), 0.6)).toBeNull()
    expect(guidanceOf(frameStatistics(pictureOf(320, 240, () => 130)), null)).toBeNull()
  })

  it('sees the dark before anything else', () => {
    expect(guidanceOf(frameStatistics(codeLike(5, 40)), 0.1)).toBe('too-dark')
    expect(guidanceOf(frameStatistics(pictureOf(320, 240, () => 0)), null)).toBe('too-dark')
  })

  it('sees a code that is too small', () => {
    expect(guidanceOf(frameStatistics(codeLike(20, 230)), 0.2)).toBe('too-far')
  })

  it('sees a lens out of focus', () => {
    const sharp = pictureOf(320, 240, (x) => (Math.floor(x / 40) % 2 === 0 ? 20 : 230))
    expect(guidanceOf(frameStatistics(sharp), null)).toBeNull()
    expect(guidanceOf(frameStatistics(smoothed(15)(sharp).picture), null)).toBe('blurred')
  })

  it('sees glare over a code', () => {
    const burnt = pictureOf(320, 240, (x) => (x < 200 ? 255 : 60))
    expect(guidanceOf(frameStatistics(burnt), 0.6)).toBe('glare')
    expect(guidanceOf(frameStatistics(burnt), null)).not.toBe('glare')
  })
})

describe('steadied', () => {
  const steadyAfter = (frames: readonly Parameters<typeof steadied>[1][]): SteadyGuidance =>
    frames.reduce<SteadyGuidance>(steadied, noGuidance)

  it('shows advice only once several frames in a row agree, and takes it away the same way', () => {
    expect(steadyAfter(Array(7).fill('blurred')).shown).toBeNull()
    expect(steadyAfter(Array(8).fill('blurred')).shown).toBe('blurred')
    expect(steadyAfter([...Array(7).fill('blurred'), null, 'blurred']).shown).toBeNull()
    expect(steadyAfter([...Array(8).fill('blurred'), ...Array(7).fill(null)]).shown).toBe('blurred')
    expect(steadyAfter([...Array(8).fill('blurred'), ...Array(8).fill(null)]).shown).toBeNull()
  })
})
