import { describe, expect, it } from 'vitest'
import { fingerprintGroups } from './fingerprintGroups.ts'

describe('a fingerprint to compare', () => {
  it('is sixteen groups of four that say the same', () => {
    const sha256 = '0123456789abcdef'.repeat(4)
    expect(fingerprintGroups(sha256)).toHaveLength(16)
    expect(fingerprintGroups(sha256).join('')).toBe(sha256)
  })

  it('loses nothing of another length, and is nothing when empty', () => {
    expect(fingerprintGroups('abcde')).toEqual(['abcd', 'e'])
    expect(fingerprintGroups('')).toEqual([])
  })
})
