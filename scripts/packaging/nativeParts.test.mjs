import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { missingNativeParts } from './nativeParts.mjs'

let modules
beforeEach(async () => {
  modules = await mkdtemp(join(tmpdir(), 'native-parts-'))
})
afterEach(() => rm(modules, { recursive: true }))

const place = async (path) => {
  const file = join(modules, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
}

describe('missingNativeParts', () => {
  it('finds nothing missing in a package for the system that npm installed for', async () => {
    await place('@koromix/koffi-linux-x64/linux_x64/koffi.node')
    await place('@pcsc-mini/linux-x86_64-gnu/addon.node')
    expect(await missingNativeParts(modules, 'linux')).toEqual([])
  })

  it('names what a package for another system lacks', async () => {
    await place('@koromix/koffi-linux-x64/linux_x64/koffi.node')
    await place('@pcsc-mini/windows-x86_64-node/addon.node')
    expect(await missingNativeParts(modules, 'win32')).toEqual([
      '@koromix/koffi-win32-*',
      '@pcsc-mini/windows-*-electron',
    ])
  })

  it('a package without its binary is missing, too', async () => {
    await place('@koromix/koffi-win32-x64/package.json')
    await place('@pcsc-mini/windows-x86_64-electron/addon.node')
    expect(await missingNativeParts(modules, 'win32')).toEqual(['@koromix/koffi-win32-*'])
  })

  it('a folder that is not there lacks everything', async () => {
    expect(await missingNativeParts(join(modules, 'none'), 'darwin')).toHaveLength(2)
  })
})
