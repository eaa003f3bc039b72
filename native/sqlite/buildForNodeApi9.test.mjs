import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { rewriteBuildFile } from './buildForNodeApi9.mjs'

const buildFile = new URL('../../node_modules/better-sqlite3/binding.gyp', import.meta.url)

describe('rewriteBuildFile', () => {
  it('turns the driver’s own build file to Node-API 9', async () => {
    const original = await readFile(buildFile, 'utf8')
    const rewritten = rewriteBuildFile(original)
    expect(rewritten).toContain('NAPI_VERSION=9')
    expect(rewritten).not.toContain('NAPI_VERSION=10')
    expect(rewritten).not.toContain('-flto')
  })

  it('does not pass a build file it does not know', () => {
    expect(() => rewriteBuildFile("{ 'defines': ['NAPI_VERSION=11'] }")).toThrow('no longer holds')
  })
})
