import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronArguments } from './electronArguments.mjs'
import { parseStartArguments } from './startArguments.mjs'

const folder = resolve('/work')

describe('parseStartArguments', () => {
  it.each([
    [[], { sims: true, visit: undefined, settings: undefined, userDataDir: undefined, help: false }],
    [['--no-sims'], { sims: false }],
    [['--visit', 'out'], { visit: resolve(folder, 'out'), sims: true }],
    [['--visit=out'], { visit: resolve(folder, 'out') }],
    [['--settings', 'a b.json'], { settings: resolve(folder, 'a b.json'), sims: false }],
    [['--settings', 'a.json', '--no-sims'], { settings: resolve(folder, 'a.json'), sims: false }],
    [['--user-data-dir', '../data'], { userDataDir: resolve(folder, '../data') }],
    [['-h'], { help: true }],
  ])('%j', (args, expected) => {
    expect(parseStartArguments(args, folder)).toMatchObject({ ok: true, value: expected })
  })

  it.each([[['--visit']], [['--visit', '--no-sims']], [['--visit=']], [['out']], [['--sims']], [['--no-sims=yes']]])(
    'refuses %j',
    (args) => {
      expect(parseStartArguments(args, folder)).toMatchObject({ ok: false, reason: expect.any(String) })
    },
  )
})

describe('electronArguments', () => {
  it('gives the sandbox up only as root on Linux', () => {
    const asRoot = electronArguments('/app', {}, true)
    expect(asRoot).toEqual(process.platform === 'linux' ? ['--no-sandbox', '/app'] : ['/app'])
    expect(electronArguments('/app', { userDataDir: '/d', rest: ['--settings', 'f'] }, false)).toEqual([
      '--user-data-dir=/d',
      '/app',
      '--settings',
      'f',
    ])
  })
})
