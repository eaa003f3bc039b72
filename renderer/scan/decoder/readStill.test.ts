import { describe, expect, it } from 'vitest'
import type { FoundCode } from '../codes.ts'
import { type Picture, pictureOf } from '../picture/picture.ts'
import { readStill, type StillOptions } from './readStill.ts'
import { planFor, stillPlan } from './stillPlan.ts'

const picture = pictureOf(40, 30, (x, y) => ((x + y) % 2 === 0 ? 0 : 255))
const found: FoundCode = {
  text: 'NHIVC2.0123456789-abcdefXYZ',
  isText: true,
  corners: [0, 1, 2, 3].map((x) => ({ x, y: 0 })) as never,
}

/** A reader to which every look costs 100 ms, and which succeeds at the attempt of that name. */
const bench = (succeedsAt: string | null, change: Partial<StillOptions> = {}) => {
  let clock = 0
  const looked: string[] = []
  const options: StillOptions = {
    look: async (_picture: Picture, { name }) => {
      clock += 100
      looked.push(name)
      return name === succeedsAt ? [found] : []
    },
    now: () => clock,
    budgetMs: 1_000_000,
    onProgress: () => undefined,
    isCancelled: async () => false,
    ...change,
  }
  return { looked, options }
}

describe('readStill', () => {
  it('stops at the first success and names it', async () => {
    const { looked, options } = bench('stretched')
    expect(await readStill(picture, options)).toEqual({
      codes: [found],
      width: 40,
      height: 30,
      attempt: 'stretched',
      ms: looked.length * 100,
    })
    expect(looked.at(-1)).toBe('stretched')
  })

  it('goes on past a code that can be no virtual card, and tells of it only when there is no other', async () => {
    const link: FoundCode = { ...found, text: 'https://example.org/menu' }
    const seeing = (meantAt: string | null): StillOptions['look'] => {
      return async (_picture, { name }) => (name === meantAt ? [link, found] : [link])
    }
    const { options } = bench(null, { look: seeing('stretched') })
    expect(await readStill(picture, options)).toMatchObject({ codes: [link, found], attempt: 'stretched' })
    const without = bench(null, { look: seeing(null) })
    expect(await readStill(picture, without.options)).toMatchObject({ codes: [link], attempt: 'as it is' })
  })

  it('tries everything that is worth trying before it gives up, and tells how far it is', async () => {
    const progress: number[] = []
    const { looked, options } = bench(null, { onProgress: (done) => progress.push(done) })
    expect(await readStill(picture, options)).toMatchObject({ codes: [], attempt: null })
    expect(looked).toEqual(planFor(picture).map(({ name }) => name))
    expect(progress).toEqual(looked.map((_, index) => index + 1))
  })

  it('begins nothing once the time is over', async () => {
    const { looked, options } = bench(null, { budgetMs: 250 })
    await readStill(picture, options)
    expect(looked).toHaveLength(3)
  })

  it('looks at least once, however short the time', async () => {
    const { options } = bench('as it is', { budgetMs: 0 })
    expect(await readStill(picture, options)).toMatchObject({ attempt: 'as it is' })
  })

  it('ends soon after it was cancelled', async () => {
    let asked = 0
    const { looked, options } = bench(null, {
      isCancelled: async () => {
        asked += 1
        return asked >= 2
      },
    })
    await readStill(picture, options)
    expect(looked).toHaveLength(2)
  })
})

describe('stillPlan', () => {
  it('looks at the picture as it is first, and names every attempt differently', () => {
    expect(stillPlan[0]?.name).toBe('as it is')
    expect(new Set(stillPlan.map(({ name }) => name)).size).toBe(stillPlan.length)
  })

  it('tells what each attempt costs', () => {
    for (const { name, step, cost } of stillPlan) {
      const prepared = step(pictureOf(400, 300, () => 128)).picture
      const dots = (prepared.width * prepared.height) / (400 * 300)
      expect(Math.abs(dots - cost), name).toBeLessThan(cost * 0.35 + 0.01)
    }
  })

  it('makes no large picture larger', () => {
    const names = planFor({ width: 1_600, height: 1_200 }).map(({ name }) => name)
    expect(names).toContain('one and a half')
    expect(names).not.toContain('double')
  })

  it('looks at a large photograph as it is, and prepares it in a smaller form', () => {
    const photograph = pictureOf(3_000, 2_000, (x) => x % 256)
    const [first, second, ...others] = planFor(photograph)
    expect(first?.name).toBe('as it is')
    expect(second?.name).toBe('reduced, as it is')
    if (second === undefined) throw new Error('no second attempt')
    const { picture, toSource } = second.step(photograph)
    expect(picture.width * picture.height).toBeLessThanOrEqual(2_001_000)
    expect(toSource({ x: picture.width, y: picture.height }).x).toBeCloseTo(3_000, -1)
    expect(others.every(({ name }) => name.startsWith('reduced, '))).toBe(true)
  })
})
