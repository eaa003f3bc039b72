import { statfsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Bytes that this program may still write where a file lies; rejects where the system doesn't tell. */
export const freeSpaceAt = async (file: string): Promise<number> => {
  const { bavail, bsize } = await statfs(dirname(file))
  return bavail * bsize
}

/** The same, asked at once by somebody who can't wait for the answer; null where the system doesn't tell. */
export const freeSpaceNow = (file: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  } catch {
    return null
  }
}
