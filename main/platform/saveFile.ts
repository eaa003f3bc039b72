import { basename, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { fail, ok, type Result } from '../../preload/contract/result.ts'
import { type FileContent, writeFileAtomically } from './atomicFile.ts'
import { fileErrorCode } from './fileErrors.ts'

/** Lets a person choose where a file is to be written; null where none was chosen. */
export const chooseSaveFile = async (window: BrowserWindow, suggestedName: string): Promise<string | null> => {
  const defaultPath = join(app.getPath('documents'), suggestedName)
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath })
  return canceled || filePath === '' ? null : filePath
}

/**
 * Lets a person choose a file and writes to it. Gives its path, or null where none was chosen. `FILE_NOT_WRITTEN` (details.file and
 * details.code) where it can't be written; a full disk, too, because it need not be the store's. Throws what making the content throws.
 */
export const saveFile = async (
  window: BrowserWindow,
  suggestedName: string,
  content: FileContent,
): Promise<Result<string | null>> => {
  const filePath = await chooseSaveFile(window, suggestedName)
  if (filePath === null) return ok(null)
  try {
    await writeFileAtomically(filePath, content)
    return ok(filePath)
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === null) throw error
    return fail('FILE_NOT_WRITTEN', { details: { file: basename(filePath), code } })
  }
}
