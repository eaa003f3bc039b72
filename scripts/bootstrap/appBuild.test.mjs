import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceStamp } from './appBuild.mjs'

let folder
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('sourceStamp', () => {
  it('changes with content, names and what else matters, and with nothing else', async () => {
    await mkdir(join(folder, 'main', 'app'), { recursive: true })
    const write = (name, text) => writeFile(join(folder, 'main', 'app', name), text)
    const stamp = (extra = 'electron 33') => sourceStamp(folder, extra)
    await write('a.ts', '1')
    const first = await stamp()
    await write('a.ts', '1')
    await write('a.test.ts', 'left out')
    expect(await stamp()).toBe(first)
    expect(await stamp('electron 45')).not.toBe(first)
    await write('a.ts', '2')
    const second = await stamp()
    expect(second).not.toBe(first)
    await write('b.ts', '')
    expect(await stamp()).not.toBe(second)
  })
})
