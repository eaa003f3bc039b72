import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unzip } from './unzip.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('unzip', () => {
  it('unpacks stored and deflated entries under their new names, leaving out what is asked', async () => {
    await writeFile(join(folder, 'a.zip'), zip({ 'top/a.txt': '一', 'top/in/b.txt': 'b'.repeat(1000), 'top/no': 'x' }))
    const rename = (name) => (name === 'top/no' ? null : name.replace('top/', ''))
    await unzip(join(folder, 'a.zip'), join(folder, 'out'), rename)
    expect((await readdir(join(folder, 'out'), { recursive: true })).sort()).toEqual([
      'a.txt',
      'in',
      join('in', 'b.txt'),
    ])
    expect(await readFile(join(folder, 'out', 'a.txt'), 'utf8')).toBe('一')
    expect(await readFile(join(folder, 'out', 'in', 'b.txt'), 'utf8')).toBe('b'.repeat(1000))
  })

  it.each(['../evil', '/evil', 'a/../../evil'])('refuses %s', async (name) => {
    await writeFile(join(folder, 'a.zip'), zip({ [name]: 'x' }))
    await expect(unzip(join(folder, 'a.zip'), join(folder, 'out'), (entry) => entry)).rejects.toThrow('outside')
  })

  it('refuses a file cut short', async () => {
    await writeFile(join(folder, 'a.zip'), zip({ a: 'x'.repeat(500) }).subarray(0, 40))
    await expect(unzip(join(folder, 'a.zip'), join(folder, 'out'), (entry) => entry)).rejects.toThrow()
  })
})

/** A zip file: the first entry stored, the others deflated. */
function zip(files) {
  const locals = []
  const directory = []
  let offset = 0
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    const content = Buffer.from(text)
    const method = index === 0 ? 0 : 8
    const packed = method === 0 ? content : deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(files).length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, entries, end])
}
