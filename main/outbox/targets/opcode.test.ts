import { describe, expect, it } from 'vitest'
import { opcodeTime } from './opcode.ts'

describe('opcodeTime', () => {
  it.each([
    ['20261122103015000001353102088400000010001', Date.UTC(2026, 10, 22, 2, 30, 15)],
    ['20270101000000', Date.UTC(2026, 11, 31, 16)],
    ['20261322103015', null],
    ['20261122253015', null],
    ['2026112210', null],
    ['', null],
    ['opcode-of-another-kind', null],
  ])('%s → %s', (opcode, expected) => {
    expect(opcodeTime(opcode)).toBe(expected)
  })
})
