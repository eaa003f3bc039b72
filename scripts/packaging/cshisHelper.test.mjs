import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importsBeside, putHelperTogether } from './cshisHelper.mjs'

describe('importsBeside', () => {
  it('finds what a minified module takes from its side, and no packages', () => {
    const source = `import{a as b}from"./chunks/zod-1.js";import"./chunks/shims-2.js";import k from"koffi";await import('./chunks/late-3.js');export{c}from"./chunks/zod-1.js"`
    expect(importsBeside(source)).toEqual(['chunks/zod-1.js', 'chunks/shims-2.js', 'chunks/late-3.js'])
  })
})

describe('putHelperTogether', () => {
  let folder
  const place = async (path, content) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'helper-'))
    await place('main/cshis-process.js', 'import{z}from"./chunks/zod.js";import koffi from"koffi"')
    await place('main/chunks/zod.js', 'import"./shims.js"')
    await place('main/chunks/shims.js', '')
    await place('main/chunks/window.js', '')
    await place('node/node.exe', 'program')
    for (const path of ['index.js', 'src/koffi/index.js', 'doc/start.md', 'src/koffi/src/ffi.cc', 'package.json']) {
      await place(`modules/koffi/${path}`, '')
    }
    await place('binary/win32_ia32/koffi.node', 'binary')
    await putHelperTogether({
      built: join(folder, 'main'),
      node: { from: join(folder, 'node', 'node.exe'), as: 'node.exe' },
      koffi: join(folder, 'modules', 'koffi'),
      koffiBinary: { from: join(folder, 'binary'), name: '@koromix/koffi-win32-ia32' },
      to: join(folder, 'helper'),
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([
    'node.exe',
    'cshis-process.js',
    'chunks/zod.js',
    'chunks/shims.js',
    'node_modules/koffi/index.js',
    'node_modules/koffi/src/koffi/index.js',
    'node_modules/@koromix/koffi-win32-ia32/win32_ia32/koffi.node',
  ])('holds %s', (path) => {
    expect(existsSync(join(folder, 'helper', path))).toBe(true)
  })

  it.each(['chunks/window.js', 'node_modules/koffi/doc/start.md', 'node_modules/koffi/src/koffi/src/ffi.cc'])(
    'leaves %s out',
    (path) => {
      expect(existsSync(join(folder, 'helper', path))).toBe(false)
    },
  )

  it('is taken for modules by its Node', async () => {
    expect(JSON.parse(await readFile(join(folder, 'helper', 'package.json'), 'utf8'))).toEqual({ type: 'module' })
  })
})
