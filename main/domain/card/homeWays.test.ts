import { describe, expect, it } from 'vitest'
import { type HomeSurroundings, homeWays } from './homeWays.ts'

const all: HomeSurroundings = {
  control: 'ok',
  sam: 'verified',
  network: 'up',
  reader: true,
  offers: { virtual: true, plastic: true },
}
const possible = (change: Partial<HomeSurroundings>): readonly string[] =>
  homeWays({ ...all, ...change })
    .filter((way) => way.possible)
    .map(({ way }) => way)
const obstaclesOf = (name: string, change: Partial<HomeSurroundings>) =>
  homeWays({ ...all, ...change }).find(({ way }) => way === name)?.obstacles

describe('at a home', () => {
  it.each<[string, Partial<HomeSurroundings>, readonly string[]]>([
    ['with everything', {}, ['virtual', 'plastic']],
    ['without a network', { network: 'down' }, ['exception']],
    ['without a reader', { reader: false }, ['virtual']],
    ['with a SAM that needs no verification', { sam: 'not-needed' }, ['virtual', 'plastic']],
    ['with a SAM that is not verified', { sam: 'not-verified' }, []],
    ['without the control software', { control: 'absent' }, []],
    ['by a way that has no virtual cards', { offers: { virtual: false, plastic: true } }, ['plastic']],
    ['by a way that has no reader', { offers: { virtual: true, plastic: false } }, ['virtual']],
  ])('%s', (_, change, ways) => {
    expect(possible(change)).toEqual(ways)
  })

  it('names everything that stands in the way, and nothing that cannot be known', () => {
    expect(obstaclesOf('virtual', { network: 'down', sam: 'not-verified' })).toEqual(['sam', 'network'])
    expect(obstaclesOf('plastic', { network: 'down', reader: false })).toEqual(['network', 'reader'])
    expect(obstaclesOf('virtual', { control: 'absent', sam: 'not-verified' })).toEqual(['control'])
    expect(obstaclesOf('virtual', { offers: { virtual: false, plastic: true }, network: 'down' })).toEqual([
      'not-offered',
    ])
  })
})
