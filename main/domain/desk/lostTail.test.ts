import { describe, expect, it } from 'vitest'
import { bothLost, lostTail, type PresentHead } from './lostTail.ts'

const now = 1_000_000
const remembered = { sequence: 40, hash: 'forty' }

describe('a store', () => {
  it.each<[string, PresentHead]>([
    ['that is where it was', { newest: { sequence: 40, at: 9 }, hashThere: 'forty' }],
    ['that went on behind what was remembered', { newest: { sequence: 47, at: 9 }, hashThere: 'forty' }],
  ])('%s has lost nothing', (_, present) => {
    expect(lostTail(remembered, present, now)).toBeNull()
  })

  it('of which nothing was remembered has lost nothing', () => {
    expect(lostTail({ sequence: 0, hash: 'start' }, { newest: null, hashThere: null }, now)).toBeNull()
  })

  it('that ends earlier has lost the rows between, since its newest one', () => {
    const present = { newest: { sequence: 31, at: 77 }, hashThere: null }
    expect(lostTail(remembered, present, now)).toEqual({ foundAt: now, lastAt: 77, missing: 9 })
  })

  it('with nothing in it has lost everything', () => {
    expect(lostTail(remembered, { newest: null, hashThere: null }, now)).toEqual({
      foundAt: now,
      lastAt: null,
      missing: 40,
    })
  })

  it.each<[string, PresentHead]>([
    ['has another row there', { newest: { sequence: 52, at: 77 }, hashThere: 'other' }],
    ['ends there with another row', { newest: { sequence: 40, at: 77 }, hashThere: 'other' }],
    ['has a gap there', { newest: { sequence: 52, at: 77 }, hashThere: null }],
  ])('that %s is not the one that was known, and nobody can count', (_, present) => {
    expect(lostTail(remembered, present, now)).toEqual({ foundAt: now, lastAt: null, missing: null })
  })
})

describe('two losses before anybody takes note', () => {
  const first = { foundAt: 1, lastAt: 500, missing: 3 }

  it('are one, with the rows of both since the earlier end', () => {
    expect(bothLost(null, first)).toEqual(first)
    expect(bothLost(first, { foundAt: 2, lastAt: 600, missing: 4 })).toEqual({ foundAt: 2, lastAt: 500, missing: 7 })
    expect(bothLost(first, { foundAt: 2, lastAt: 400, missing: 4 })).toEqual({ foundAt: 2, lastAt: 400, missing: 7 })
    expect(bothLost(first, { foundAt: 2, lastAt: null, missing: 4 })).toEqual({ foundAt: 2, lastAt: null, missing: 7 })
  })

  it('cannot be counted where one of them cannot', () => {
    const uncounted = { foundAt: 2, lastAt: null, missing: null }
    expect(bothLost(first, uncounted)).toEqual(uncounted)
    expect(bothLost({ ...uncounted, foundAt: 1 }, { foundAt: 2, lastAt: 600, missing: 4 })).toEqual(uncounted)
  })
})
