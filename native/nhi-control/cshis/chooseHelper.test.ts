import { describe, expect, it } from 'vitest'
import { chooseHelper } from './chooseHelper.ts'

const dll32 = { system: 'windows', machine: 'ia32' } as const
const dll64 = { system: 'windows', machine: 'x64' } as const
const elf64 = { system: 'elf', machine: 'x64' } as const
const elf32 = { system: 'elf', machine: 'ia32' } as const
const windows = { platform: 'win32', arch: 'x64' } as const
const windows32 = { platform: 'win32', arch: 'ia32' } as const
const linux = { platform: 'linux', arch: 'x64' } as const

describe('chooseHelper', () => {
  it.each([
    ["the 32-bit program for the NHI's library on a 64-bit Windows", dll32, windows, true, { run: 'external' }],
    ['its own kind for a library of its own bitness', dll64, windows, true, { run: 'own' }],
    ['its own kind on a 32-bit Windows', dll32, windows32, false, { run: 'own' }],
    ['its own kind for the simulated library', elf64, linux, false, { run: 'own' }],
    [
      'nothing where the 32-bit program is missing',
      dll32,
      windows,
      false,
      { run: null, reason: 'helper-not-installed' },
    ],
    [
      'nothing for a 64-bit library on a 32-bit Windows',
      dll64,
      windows32,
      true,
      { run: null, reason: 'wrong-bitness' },
    ],
    ['nothing for a 32-bit library on Linux', elf32, linux, true, { run: null, reason: 'wrong-bitness' }],
    ["nothing for another system's library", dll32, linux, true, { run: null, reason: 'other-system' }],
    ['nothing for a file that is no library', null, windows, true, { run: null, reason: 'not-a-library' }],
  ] as const)('runs %s', (_name, library, here, hasExternal, choice) => {
    expect(chooseHelper(library, here, hasExternal)).toEqual(choice)
  })
})
