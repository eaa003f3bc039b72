import { describe, expect, it } from 'vitest'
import { sameTree } from './nodeModules.mjs'

describe('sameTree', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-mac': { version: '1.0.0', optional: true },
  }
  const installed = { 'node_modules/a': wanted['node_modules/a'] }
  it.each([
    ['the same', installed, true],
    ['with the optional one', { ...installed, 'node_modules/for-mac': wanted['node_modules/for-mac'] }, true],
    ['a package missing', {}, false],
    ['another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }, false],
    ['other bytes', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } }, false],
    ['one too many', { ...installed, 'node_modules/b': { version: '1.0.0' } }, false],
  ])('%s', (_, tree, expected) => {
    expect(sameTree(wanted, tree)).toBe(expected)
  })
})
