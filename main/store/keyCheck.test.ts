import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkKey, keepKeyCheck } from './keyCheck.ts'

let folder: string
let database: string
const key = new Uint8Array(randomBytes(32))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clinic-key-'))
  database = join(folder, 'clinic.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the key check', () => {
  it('knows the key it was made with, and does not tell it', async () => {
    expect(await checkKey(database, key)).toBe('unknown')
    await keepKeyCheck(database, key)
    expect(await checkKey(database, key)).toBe('right')
    expect(await checkKey(database, new Uint8Array(randomBytes(32)))).toBe('wrong')
    const text = await readFile(`${database}.keycheck`, 'latin1')
    expect(text).not.toContain(Buffer.from(key).toString('hex'))
  })

  it.each(['', '1 abc def\n', '2 00 00', 'x'.repeat(10_000)])('is not fooled by %j', async (content) => {
    await writeFile(`${database}.keycheck`, content)
    expect(await checkKey(database, key)).toBe('unknown')
  })
})
