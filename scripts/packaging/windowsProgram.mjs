const console = 3
const graphical = 2
/** Where the header's place is told, and how far behind its beginning the subsystem stands; the same for 32 and 64 bits. */
const headerPlace = 0x3c
const subsystemOffset = 92

/**
 * The same Windows program as one that has no console: started by a graphical program it would open an empty black window, and a
 * hidden console would hide the library's own pop-ups with it. Throws for bytes that are no console program.
 * @param {Buffer} program
 * @returns {Buffer}
 */
export function withoutConsole(program) {
  const at = program.length > headerPlace + 4 ? program.readUInt32LE(headerPlace) : program.length
  const isProgram = program.toString('latin1', 0, 2) === 'MZ' && program.toString('latin1', at, at + 4) === 'PE\0\0'
  if (
    !isProgram ||
    program.length < at + subsystemOffset + 2 ||
    program.readUInt16LE(at + subsystemOffset) !== console
  ) {
    throw new TypeError('not a console program for Windows')
  }
  const changed = Buffer.from(program)
  changed.writeUInt16LE(graphical, at + subsystemOffset)
  return changed
}
