/** What a shared library was made for. */
export interface LibraryKind {
  readonly system: 'windows' | 'elf'
  readonly machine: 'ia32' | 'x64' | 'arm64'
}

/** So many first bytes of a file are enough. */
export const headerBytes = 4096

const peMachines: Readonly<Record<number, LibraryKind['machine']>> = { 332: 'ia32', 34404: 'x64', 43620: 'arm64' }
const elfMachines: Readonly<Record<number, LibraryKind['machine']>> = { 3: 'ia32', 62: 'x64', 183: 'arm64' }

const starts = (bytes: Uint8Array, at: number, magic: readonly number[]): boolean =>
  magic.every((byte, index) => bytes[at + index] === byte)

const uint16 = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)

/** Where the PE header begins is told at 0x3c, as 32 bits. */
const peOffset = (bytes: Uint8Array): number => uint16(bytes, 0x3c) + uint16(bytes, 0x3e) * 0x1_0000

/**
 * Reads the machine out of a library's first bytes (PE/COFF: 'PE\0\0' and the machine behind it; ELF: e_machine at 18, little-endian
 * files only). Null for anything else.
 */
export const libraryKind = (bytes: Uint8Array): LibraryKind | null => {
  if (starts(bytes, 0, [0x4d, 0x5a])) {
    const at = peOffset(bytes)
    const machine = starts(bytes, at, [0x50, 0x45, 0, 0]) ? peMachines[uint16(bytes, at + 4)] : undefined
    return machine === undefined ? null : { system: 'windows', machine }
  }
  if (starts(bytes, 0, [0x7f, 0x45, 0x4c, 0x46]) && bytes[5] === 1) {
    const machine = elfMachines[uint16(bytes, 18)]
    return machine === undefined ? null : { system: 'elf', machine }
  }
  return null
}
