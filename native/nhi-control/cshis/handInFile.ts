import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const remove = (path: string): Promise<void> => rm(path, { recursive: true, force: true })

/**
 * Has bytes in a file as long as `use` runs, however that ends. csUploadData takes patients' records in plain text, because the
 * library reads the file itself: only this account may read it, and `folder` holds nothing else (`sweepHandIn`).
 */
export const withHandInFile = async <T>(
  folder: string,
  bytes: Uint8Array,
  use: (file: string) => Promise<T>,
): Promise<T> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const own = await mkdtemp(join(folder, 'records-'))
  try {
    const file = join(own, 'records.xml')
    await writeFile(file, bytes, { mode: 0o600, flag: 'wx' })
    return await use(file)
  } finally {
    await remove(own)
  }
}

/**
 * Removes what a program that ended in the middle of a call has left behind. At every start, before anything is handed in, and
 * whichever way in is taken now. Rejects where something can't be removed.
 */
export const sweepHandIn = (folder: string): Promise<void> => remove(folder)
