import { expect, it } from 'vitest'
import { withoutConsole } from './windowsProgram.mjs'

const program = (subsystem) => {
  const bytes = Buffer.alloc(512, 7)
  bytes.write('MZ', 'latin1')
  bytes.writeUInt32LE(128, 0x3c)
  bytes.write('PE\0\0', 128, 'latin1')
  bytes.writeUInt16LE(subsystem, 220)
  return bytes
}

it('makes a graphical program of a console program, and changes nothing else', () => {
  const bytes = program(3)
  expect(withoutConsole(bytes).equals(program(2))).toBe(true)
  expect(bytes.equals(program(3))).toBe(true)
})

it.each([
  ['a graphical program', program(2)],
  ['text', Buffer.from('#!/bin/sh\n'.repeat(20))],
  ['half a header', program(3).subarray(0, 200)],
  ['nothing', Buffer.alloc(0)],
])('refuses %s', (_name, bytes) => {
  expect(() => withoutConsole(bytes)).toThrow(TypeError)
})
