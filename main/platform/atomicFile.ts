import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileErrorCode } from './fileErrors.ts'

/** Has the names in a folder reach the disk. Windows has no such thing; there the rename itself is what the file system journals. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** On Windows a virus scanner may hold the old file for a moment; nothing else refuses a rename that way and then lets it pass. */
const replaceFile = async (temporary: string, file: string): Promise<void> => {
  const waitsMs = process.platform === 'win32' ? [20, 60, 180, 540] : []
  for (const waitMs of waitsMs) {
    try {
      return await rename(temporary, file)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(fileErrorCode(error) ?? '')) throw error
      await setTimeout(waitMs)
    }
  }
  return rename(temporary, file)
}

/** What is written: all of it, or piece by piece as it comes. */
export type FileContent = string | Uint8Array | AsyncIterable<string>

/** A name beside a file for what is written before it takes the file's place. */
export const temporaryBeside = (file: string): string => `${file}.${randomBytes(6).toString('hex')}.tmp`

/**
 * Replaces a file so that after a power cut there is either the old text or the new one, never half of it. Readable by the own
 * user only. Throws the file system's errors (`ENOSPC`, `EACCES` …) and those of the content, and then the old file still stands.
 * `temporary` is named by a caller that clears up behind a process that may be killed in the middle.
 */
export const writeFileAtomically = async (
  file: string,
  content: FileContent,
  temporary = temporaryBeside(file),
): Promise<void> => {
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await replaceFile(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
}
