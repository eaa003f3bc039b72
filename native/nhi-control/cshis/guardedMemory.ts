/** More than the longest buffer of the interface is longer than the one it may be taken for. */
const guardBytes = 4096
const guardByte = 0xa5

/** A piece of memory for foreign code to write into, with guards on both sides that show when it wrote beside it. */
export interface GuardedMemory {
  /** The memory itself: what a pointer is made of. */
  readonly bytes: Buffer
  isIntact(): boolean
}

/** `bytes` zeroed bytes between two guards. */
export const guardedMemory = (size: number): GuardedMemory => {
  // Of its own, not out of the pool that other buffers share.
  const whole = Buffer.alloc(size + 2 * guardBytes, guardByte)
  const bytes = whole.subarray(guardBytes, guardBytes + size).fill(0)
  const guard = Buffer.alloc(guardBytes, guardByte)
  return {
    bytes,
    isIntact: () => whole.subarray(0, guardBytes).equals(guard) && whole.subarray(guardBytes + size).equals(guard),
  }
}
