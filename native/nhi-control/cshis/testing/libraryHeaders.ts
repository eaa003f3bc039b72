/** The first bytes of an ELF library for this machine (e_machine). */
export const elfHeader = (machine: number): Buffer => {
  const bytes = Buffer.alloc(64)
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1])
  bytes.writeUInt16LE(machine, 18)
  return bytes
}

/** The first bytes of a Windows library for this machine, its PE header at `at`. */
export const peHeader = (machine: number, at = 128): Buffer => {
  const bytes = Buffer.alloc(at + 24)
  bytes.write('MZ', 'latin1')
  bytes.writeUInt32LE(at, 0x3c)
  bytes.write('PE\0\0', at, 'latin1')
  bytes.writeUInt16LE(machine, at + 4)
  return bytes
}
