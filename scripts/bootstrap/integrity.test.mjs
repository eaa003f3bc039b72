import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasIntegrity } from './integrity.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('hasIntegrity', () => {
  it('is true for these bytes only', async () => {
    const path = join(folder, 'file')
    await writeFile(path, '健保')
    const digest = createHash('sha512').update('健保').digest('base64')
    expect(await hasIntegrity(path, `sha512-${digest}`)).toBe(true)
    await writeFile(path, '健保 ')
    expect(await hasIntegrity(path, `sha512-${digest}`)).toBe(false)
  })

  it('refuses weak and broken texts', async () => {
    await expect(hasIntegrity(join(folder, 'file'), 'sha1-AAAA')).rejects.toThrow(TypeError)
    await expect(hasIntegrity(join(folder, 'file'), 'sha512-')).rejects.toThrow(TypeError)
  })
})
