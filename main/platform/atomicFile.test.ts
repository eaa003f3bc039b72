import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeFileAtomically } from './atomicFile.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-atomic-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('writeFileAtomically', () => {
  it('replaces the whole content and leaves nothing else behind', async () => {
    const file = join(folder, 'a.json')
    await writeFile(file, 'a much longer text than the new one')
    await writeFileAtomically(file, 'new')
    expect(await readFile(file, 'utf8')).toBe('new')
    expect(await readdir(folder)).toEqual(['a.json'])
  })

  it('lets only the own user read', async () => {
    const file = join(folder, 'secret')
    await writeFile(file, 'old')
    await chmod(file, 0o644)
    await writeFileAtomically(file, new Uint8Array([1, 2, 3]))
    expect((await stat(file)).mode & 0o077).toBe(0)
  })

  it('writes what comes piece by piece, and leaves the old file when no more comes', async () => {
    const file = join(folder, 'a.csv')
    await writeFileAtomically(file, Readable.from(['one', 'two']))
    expect(await readFile(file, 'utf8')).toBe('onetwo')
    const broken = async function* () {
      yield 'three'
      throw new Error('stopped')
    }
    await expect(writeFileAtomically(file, broken())).rejects.toThrow('stopped')
    expect(await readFile(file, 'utf8')).toBe('onetwo')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  it('leaves the old file, and no other, when it cannot write', async () => {
    const target = join(folder, 'taken')
    await writeFile(join(folder, 'old'), 'old')
    await expect(writeFileAtomically(join(target, 'x'), 'new')).rejects.toMatchObject({ code: 'ENOENT' })
    // A folder can't be replaced by a file: the rename fails after the temporary file was written.
    await expect(writeFileAtomically(folder, 'new')).rejects.toThrow()
    expect(await readdir(folder)).toEqual(['old'])
  })
})
