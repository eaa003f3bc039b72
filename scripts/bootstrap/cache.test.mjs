import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cacheDirectory } from './cache.mjs'

describe('cacheDirectory', () => {
  it.each([
    [{ XDG_CACHE_HOME: '/c' }, 'linux', join('/c', 'nhi-clinic-workstation')],
    [{ LOCALAPPDATA: '/l' }, 'win32', join('/l', 'nhi-clinic-workstation', 'cache')],
  ])('%j on %s', (env, platform, expected) => {
    expect(cacheDirectory(env, platform)).toBe(expected)
  })
})
