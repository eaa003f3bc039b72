import { crc32Joined } from '../../store/crc32Joined.ts'
import { lastBlock, type PackedText, partsOf } from '../../store/packedText.ts'

/** RFC 1952: no name, no time, system unknown. */
const header = Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff)

/**
 * One gzip file of texts that are packed already, one behind the other. It costs a copy of the bytes: the checksum of the whole
 * follows from those of its parts. Throws RangeError for bytes that are no packed text.
 */
export const gzipOf = (texts: readonly PackedText[]): Uint8Array => {
  let crc = 0
  let size = 0
  const blocks: Uint8Array[] = [header]
  for (const text of texts) {
    const parts = partsOf(text)
    if (parts === null) throw new RangeError('no packed text')
    crc = crc32Joined(crc, parts.crc, parts.size)
    size += parts.size
    blocks.push(parts.blocks)
  }
  const end = Buffer.alloc(8)
  end.writeUInt32LE(crc, 0)
  end.writeUInt32LE(size % 2 ** 32, 4)
  return Buffer.concat([...blocks, lastBlock, end])
}
