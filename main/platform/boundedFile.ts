import { open } from 'node:fs/promises'

/**
 * Reads a text file that somebody else wrote, never more than `maxBytes` of it. Null when it is longer, or grows meanwhile. A byte order mark at the
 * beginning, as some editors write one, is left out. Throws the file system's errors.
 */
export const readBounded = async (file: string, maxBytes: number): Promise<string | null> => {
  const handle = await open(file, 'r')
  try {
    // The size is only what it was a moment ago, and 0 for what is no real file: one byte more shows whether it was the whole.
    const { size } = await handle.stat()
    if (size > maxBytes) return null
    const buffer = Buffer.alloc(size + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null)
      if (bytesRead === 0) break
      length += bytesRead
    }
    if (length > size) return null
    return buffer.toString('utf8', 0, length).replace(/^\uFEFF/, '')
  } finally {
    await handle.close()
  }
}
