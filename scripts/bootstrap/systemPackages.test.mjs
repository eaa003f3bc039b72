import { describe, expect, it } from 'vitest'
import { hasRenamedPackages } from './systemPackages.mjs'

describe('hasRenamedPackages', () => {
  it.each([
    ['ID=debian\nVERSION_ID="12"\n', false],
    ['ID=debian\nVERSION_ID="13"\n', true],
    ['ID=debian\n', true],
    ['ID=ubuntu\nVERSION_ID="22.04"\n', false],
    ['ID=ubuntu\nVERSION_ID="24.04"\n', true],
  ])('%j', (release, expected) => {
    expect(hasRenamedPackages(release)).toBe(expected)
  })
})
