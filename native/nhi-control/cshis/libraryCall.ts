import { type CallArgument, type FunctionName, functionOf } from './functionTable.ts'
import { type GuardedMemory, guardedMemory } from './guardedMemory.ts'

/** The loaded library: a call with numbers and pointers, and the number it returns. */
export interface NativeLibrary {
  call(name: FunctionName, values: readonly (number | Buffer)[]): number
}

export interface CallReturn {
  readonly status: number
  readonly outputs: readonly (number | Uint8Array)[]
  readonly damage: 'overrun' | 'length' | null
}

/** A 32-bit cell of which 16 bits are used is right for a library that takes short* and for one that takes int*. */
const lengthCellBytes = 4
const intCellBytes = 4
/** Text has a NUL behind it, for a library that looks for one. */
const nulBytes = 1

type Collect = () => number | Uint8Array | null

/** Carries a call out with memory of its own for everything that the library fills. The arguments must fit (`argumentsFit`). */
export const callLibrary = (library: NativeLibrary, name: FunctionName, given: readonly CallArgument[]): CallReturn => {
  const memories: GuardedMemory[] = []
  const collectors: Collect[] = []
  const values: (number | Buffer)[] = []
  const rest = [...given]

  const memory = (size: number): Buffer => {
    const guarded = guardedMemory(size)
    memories.push(guarded)
    values.push(guarded.bytes)
    return guarded.bytes
  }
  const number = (): number => Number(rest.shift() ?? 0)
  const text = (): Uint8Array => {
    const value = rest.shift()
    return value instanceof Uint8Array ? value : new Uint8Array()
  }
  let capacity = 0
  let filled: Buffer = Buffer.alloc(0)

  for (const kind of functionOf(name).parameters) {
    switch (kind) {
      case 'int':
        values.push(number())
        break
      case 'text': {
        const bytes = text()
        memory(bytes.length + nulBytes).set(bytes)
        break
      }
      case 'buffer':
        capacity = number()
        filled = memory(capacity)
        break
      case 'length': {
        const cell = memory(lengthCellBytes)
        const [buffer, most] = [filled, capacity]
        cell.writeUInt16LE(most)
        collectors.push(() => {
          const length = cell.readInt16LE()
          return length < 0 || length > most ? null : buffer.subarray(0, length)
        })
        break
      }
      case 'fixed': {
        const bytes = memory(number())
        collectors.push(() => bytes)
        break
      }
      case 'int-cell': {
        const cell = memory(intCellBytes)
        cell.writeInt32LE(number())
        collectors.push(() => cell.readInt32LE())
        break
      }
      case 'text-cell': {
        const bytes = text()
        const cell = memory(bytes.length + nulBytes)
        cell.set(bytes)
        collectors.push(() => cell)
      }
    }
  }

  const status = library.call(name, values)
  const outputs = collectors.map((collect) => collect())
  const damage = memories.every((guarded) => guarded.isIntact())
    ? outputs.includes(null)
      ? 'length'
      : null
    : 'overrun'
  return { status, damage, outputs: damage === null ? outputs.filter((output) => output !== null) : [] }
}
