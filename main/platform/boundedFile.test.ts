import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBounded } from './boundedFile.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-bounded-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('readBounded', () => {
  it.each([
    ['', 0, ''],
    ['健保', 6, '健保'],
    ['健保', 5, null],
    ['\uFEFF{}', 10, '{}'],
  ])('%j with at most %i bytes is %j', async (content, maxBytes, expected) => {
    const file = join(folder, 'text')
    await writeFile(file, content)
    expect(await readBounded(file, maxBytes)).toBe(expected)
  })

  it('throws what the system says', async () => {
    await expect(readBounded(join(folder, 'none'), 10)).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(readBounded(folder, 10_000_000)).rejects.toMatchObject({ code: 'EISDIR' })
  })
})
