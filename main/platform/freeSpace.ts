import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that this program may still write where a file lies; rejects where the system doesn't tell. */
export const freeSpaceAt = async (file: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dirname(file))
  return bavail * bsize
}
