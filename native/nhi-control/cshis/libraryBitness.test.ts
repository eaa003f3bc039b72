import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerBytes, libraryKind } from './libraryBitness.ts'
import { elfHeader, peHeader } from './testing/libraryHeaders.ts'

describe('libraryKind', () => {
  it.each([
    ['a 32-bit Windows library', peHeader(0x014c), { system: 'windows', machine: 'ia32' }],
    ['a 64-bit Windows library', peHeader(0x8664), { system: 'windows', machine: 'x64' }],
    ['a Windows library for ARM', peHeader(0xaa64), { system: 'windows', machine: 'arm64' }],
    ['a Windows library with a long stub', peHeader(0x014c, 2048), { system: 'windows', machine: 'ia32' }],
    ['a 32-bit ELF library', elfHeader(3), { system: 'elf', machine: 'ia32' }],
    ['a 64-bit ELF library', elfHeader(62), { system: 'elf', machine: 'x64' }],
    ['an ELF library for ARM', elfHeader(183), { system: 'elf', machine: 'arm64' }],
  ])('knows %s', (_name, bytes, kind) => {
    expect(libraryKind(bytes)).toEqual(kind)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('@echo off')],
    ['a program of MS-DOS', Buffer.from('MZ'.padEnd(128, '\0'), 'latin1')],
    ['a header that lies beyond what was read', peHeader(0x014c, 8192).subarray(0, headerBytes)],
    ['a Windows library for another machine', peHeader(0x0200)],
    ['an ELF library for another machine', elfHeader(8)],
    ['a big-endian ELF library', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 2, 1, ...Buffer.alloc(11), 0, 62])],
  ])('takes %s for none', (_name, bytes) => {
    expect(libraryKind(bytes)).toBeNull()
  })

  it('throws at nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('MZ', '\x7fELF', ''), (bytes, magic) => {
        libraryKind(Buffer.concat([Buffer.from(magic, 'latin1'), bytes]))
      }),
    )
  })
})
