import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { crc32Joined } from './crc32Joined.ts'

/**
 * A text as the outbox keeps it: CRC-32 and length in bytes of the text (each 4 bytes, little endian, as at the end of a gzip file),
 * then the text (UTF-8) in deflate blocks that end on a byte, look back at nothing before them and are not the last ones. So the
 * packed texts of many rows, one behind the other, are the inside of one gzip file: nothing is packed anew when they are sent.
 */
export type PackedText = Uint8Array

const headBytes = 8
/** A last, empty deflate block. */
export const lastBlock = Uint8Array.of(0x03, 0x00)
/** No payload comes near it; a damaged length must not ask for memory. */
const longestBytes = 16 << 20

/**
 * A visit waits for its packing when it is closed: this level takes half the time of the usual one for a twentieth more bytes, and a
 * window that a visit's text just fills has less to be made ready. Nor has an output buffer that just holds what comes out.
 */
const packing = {
  level: 3,
  windowBits: 14,
  memLevel: 6,
  chunkSize: 8 << 10,
  finishFlush: constants.Z_FULL_FLUSH,
} as const

const headed = (crc: number, size: number, blocks: readonly Uint8Array[]): PackedText => {
  const head = Buffer.alloc(headBytes)
  head.writeUInt32LE(crc, 0)
  head.writeUInt32LE(size, 4)
  return Buffer.concat([head, ...blocks])
}

export const packText = (text: string): PackedText => {
  const plain = Buffer.from(text, 'utf8')
  return headed(crc32(plain), plain.length, [deflateRawSync(plain, packing)])
}

const uint32At = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0

/** The parts of a packed text; `crc` and `size` speak of the text itself. Null when it is too short to be one. */
export const partsOf = (
  packed: PackedText,
): { readonly crc: number; readonly size: number; readonly blocks: Uint8Array } | null => {
  if (packed.byteLength <= headBytes) return null
  return { crc: uint32At(packed, 0), size: uint32At(packed, 4), blocks: packed.subarray(headBytes) }
}

/** The packed text of two texts one behind the other, without unpacking either. Throws RangeError for bytes that are no packed text. */
export const joinPacked = (first: PackedText, second: PackedText): PackedText => {
  const left = partsOf(first)
  const right = partsOf(second)
  if (left === null || right === null) throw new RangeError('no packed text')
  const crc = crc32Joined(left.crc, right.crc, right.size)
  return headed(crc, left.size + right.size, [left.blocks, right.blocks])
}

/** Length of the text in bytes, without unpacking it; 0 for what is no packed text. */
export const packedSize = (packed: PackedText): number => (packed.byteLength <= headBytes ? 0 : uint32At(packed, 4))

/** The text; null when the bytes are not what `packText` made of one. */
export const unpackText = (packed: PackedText): string | null => {
  const parts = partsOf(packed)
  if (parts === null) return null
  try {
    const plain = inflateRawSync(Buffer.concat([parts.blocks, lastBlock]), { maxOutputLength: longestBytes })
    return plain.length === parts.size && crc32(plain) === parts.crc ? plain.toString('utf8') : null
  } catch {
    // Whatever is wrong with the bytes: they are no text.
    return null
  }
}
