import { type BrowserWindow, dialog } from 'electron'

/** Lets a person choose a table file; null when the person thinks better of it. */
export const chooseTableFile = async (window: BrowserWindow): Promise<string | null> => {
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [
      { name: 'CSV, TSV, XLSX', extensions: ['csv', 'tsv', 'txt', 'xlsx'] },
      { name: '*', extensions: ['*'] },
    ],
  })
  return filePaths[0] ?? null
}
