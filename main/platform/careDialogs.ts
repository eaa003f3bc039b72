import { type BrowserWindow, dialog } from 'electron'
import type { CareDialogs } from '../care/context.ts'

/** The system's own windows over ours: to choose a folder or a file, and to print what the window shows. */
export const createCareDialogs = (window: BrowserWindow): CareDialogs => ({
  chooseFolder: async () => {
    const { filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
    return filePaths[0] ?? null
  },
  choosePdf: async () => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      defaultPath: 'recovery-code.pdf',
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    })
    return canceled || filePath === '' ? null : filePath
  },
  // A person who closes the dialog has not been failed.
  print: () =>
    new Promise((resolve) => {
      window.webContents.print({ silent: false, printBackground: false }, (done, reason) =>
        resolve(done || /cancel/i.test(reason)),
      )
    }),
  pdf: () => window.webContents.printToPDF({ pageSize: 'A4' }),
})
