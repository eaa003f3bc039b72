import { describe, expect, it } from 'vitest'
import { argumentsFit, type FunctionName, functionNames, functionOf } from './functionTable.ts'
import { callLibrary, type NativeLibrary } from './libraryCall.ts'

type Values = Parameters<NativeLibrary['call']>[1]

const libraryThat = (act: (values: Values) => number): NativeLibrary => ({ call: (_name, values) => act(values) })
const memory = (values: Values, index: number): Buffer => {
  const value = values[index]
  if (!(value instanceof Buffer)) throw new Error(`no pointer at ${index}`)
  return value
}
const text = (value: string): Buffer => Buffer.from(value, 'latin1')

/** What lies around a pointer that was handed out. */
const around = (pointer: Buffer, offset: number): Buffer => Buffer.from(pointer.buffer, pointer.byteOffset + offset, 1)

describe('callLibrary', () => {
  it('hands over a zeroed buffer and its capacity in 16 bits of a 32-bit cell, and takes the length that comes back', () => {
    const library = libraryThat((values) => {
      const length = memory(values, 1)
      expect([...length]).toEqual([72, 0, 0, 0])
      expect(memory(values, 0).equals(Buffer.alloc(72))).toBe(true)
      memory(values, 0).write('ABC', 'latin1')
      length.writeInt16LE(3)
      return 0
    })
    expect(callLibrary(library, 'hisGetBasicData', [72])).toEqual({ status: 0, outputs: [text('ABC')], damage: null })
  })

  it('puts a NUL behind text, and gives numbers as they are', () => {
    const library = libraryThat((values) => {
      expect(values).toHaveLength(5)
      expect(values.slice(0, 3).map((value) => Buffer.from(value as Buffer).toString('latin1'))).toEqual([
        '01\0',
        '\0',
        '1\0',
      ])
      return 5010
    })
    const { status } = callLibrary(library, 'hisGetSeqNumber256N1', [text('01'), text(''), text('1'), 316])
    expect(status).toBe(5010)
    expect(
      callLibrary(
        libraryThat(([type]) => Number(type)),
        'hisGetCardStatus',
        [3],
      ).status,
    ).toBe(3)
  })

  it('gives cells back in the order of the parameters', () => {
    const library = libraryThat((values) => {
      memory(values, 1).writeInt16LE(61)
      expect([values[2], values[3]]).toEqual([1, 60])
      memory(values, 4).writeInt32LE(1)
      return 0
    })
    const { outputs } = callLibrary(library, 'hisReadPrescriptMain', [3660, 1, 60, 0])
    expect(outputs).toEqual([Buffer.alloc(61), 1])
    const upload = callLibrary(
      libraryThat((values) => {
        memory(values, 1).write('12', 'latin1')
        memory(values, 4).writeInt16LE(0)
        return 0
      }),
      'csUploadData',
      [text('C:\\records.xml'), text('99\0'), text('1\0'), 50],
    )
    expect(upload.outputs.map((output) => Buffer.from(output as Uint8Array).toString('latin1'))).toEqual([
      '12\0\0',
      '1\0\0',
      '',
    ])
  })

  it.each([-1, 73, 0x7fff])('takes the length %i of 72 bytes for damage', (length) => {
    const library = libraryThat((values) => {
      memory(values, 1).writeInt16LE(length)
      return 0
    })
    expect(callLibrary(library, 'hisGetBasicData', [72])).toEqual({ status: 0, outputs: [], damage: 'length' })
  })

  it.each([
    ['behind the buffer', 0, 72],
    ['far behind the buffer', 0, 72 + 540],
    ['before the buffer', 0, -1],
    ['behind the length', 1, 4],
  ])('notices a byte that was written %s', (_name, index, offset) => {
    const library = libraryThat((values) => {
      around(memory(values, index), offset).fill('!')
      return 0
    })
    expect(callLibrary(library, 'hisGetBasicData', [72])).toEqual({ status: 0, outputs: [], damage: 'overrun' })
  })
})

describe('argumentsFit', () => {
  it('lets through what each function takes, and nothing with one argument less', () => {
    const fitting = (name: FunctionName) =>
      functionOf(name)
        .parameters.filter((kind) => kind !== 'length')
        .map((kind) => (kind === 'text' || kind === 'text-cell' ? text('1') : 1))
    for (const name of functionNames) {
      expect(argumentsFit(name, fitting(name)), name).toBe(true)
      if (fitting(name).length > 0) expect(argumentsFit(name, fitting(name).slice(1)), name).toBe(false)
      expect(argumentsFit(name, [...fitting(name), 1]), name).toBe(false)
    }
  })

  it.each([
    ['a pointer where a number belongs', 'hisGetCardStatus', [text('1')]],
    ['a number where a pointer belongs', 'csUnGetSeqNumber', [1]],
    ['text with a NUL', 'csUnGetSeqNumber', [text('11\0')]],
    ['a capacity beyond 16 bits', 'hisGetBasicData', [0x8000]],
    ['a broken number', 'hisGetCardStatus', [1.5]],
    ['a negative number', 'hisGetCardStatus', [-1]],
  ] as const)('stops %s', (_name, name, given) => {
    expect(argumentsFit(name, given)).toBe(false)
  })
})
