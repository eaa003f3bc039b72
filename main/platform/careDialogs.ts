import { type BrowserWindow, dialog } from 'electron'
import type { CareDialogs } from '../care/context.ts'

const chooseFile = async (window: BrowserWindow, name: string, extension: string): Promise<string | null> => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: `${name}.${extension}`,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  })
  return canceled || filePath === '' ? null : filePath
}

/** The system's own windows over ours: to choose a folder or a file, and to print what the window shows. */
export const createCareDialogs = (window: BrowserWindow): CareDialogs => ({
  chooseFolder: async () => {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
    return filePaths[0] ?? null
  },
  choosePdf: () => chooseFile(window, 'recovery-code', 'pdf'),
  chooseAuditFile: () => chooseFile(window, 'audit-trail', 'jsonl'),
  // A person who closes the dialog has not been failed.
  print: () =>
    new Promise((resolve) => {
      window.webContents.print({ silent: false, printBackground: false }, (done, reason) =>
        resolve(done || /cancel/i.test(reason)),
      )
    }),
  pdf: () => window.webContents.printToPDF({ pageSize: 'A4' }),
})
