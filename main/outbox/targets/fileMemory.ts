/** So many files are remembered at most. */
const mostFiles = 20_000

/** What is known of the files handed in; lost with the process, which costs nothing but a look into the store. */
export interface FileMemory {
  takenIn(opcode: string, records: number): void
  /** Whether these are all records of the file, as far as is remembered. */
  isWhole(opcode: string, records: number): boolean
  /** How many results of the file have proved nothing, with this one. */
  countUnclear(opcode: string): number
  forget(opcode: string): void
}

const keep = (map: Map<string, number>, opcode: string, value: number): void => {
  map.set(opcode, value)
  const [oldest] = map.keys()
  if (map.size > mostFiles && oldest !== undefined) map.delete(oldest)
}

export const createFileMemory = (): FileMemory => {
  const sizes = new Map<string, number>()
  const unclear = new Map<string, number>()
  return {
    takenIn: (opcode, records) => keep(sizes, opcode, records),
    isWhole: (opcode, records) => sizes.get(opcode) === records,
    countUnclear: (opcode) => {
      const count = (unclear.get(opcode) ?? 0) + 1
      keep(unclear, opcode, count)
      return count
    },
    forget: (opcode) => {
      sizes.delete(opcode)
      unclear.delete(opcode)
    },
  }
}
