import { BrowserWindow } from 'electron'
import { type Paper, paperSizes } from '../../../preload/contract/paper/printing.ts'
import { sheetFont } from './pageNumbers.ts'

/** CSS points of a millimetre. */
const pointsPerMm = 96 / 25.4
/**
 * The fonts lie beside the program, and a busy PC may still take seconds to read them. A sheet that is laid out before they are there is
 * measured by the letters of others, and what doesn't fit is cut off: rather it is not printed, and that is said.
 */
const fontsMs = 20_000

export const pointsOf = (mm: number): number => Math.ceil(mm * pointsPerMm)

/** Waits for the fonts that the text needs, throws where they don't come, and tells how high the sheet is, in CSS points. */
const settle = `Promise.race([
  document.fonts.load('${sheetFont}', document.body.textContent).then(() => document.fonts.ready),
  new Promise((_, reject) => setTimeout(() => reject(new Error('fonts')), ${fontsMs})),
]).then(() => Math.ceil(document.querySelector('main').getBoundingClientRect().height))`

/**
 * Opens a sheet in a window nobody sees, uses it, and closes it. The page has no door to main and no script of its own (its policy
 * forbids all); `use` is given its height in CSS points.
 */
export const onSheet = async <T>(
  { url, paper, offscreen }: { readonly url: string; readonly paper: Paper; readonly offscreen: boolean },
  use: (window: BrowserWindow, height: number) => Promise<T>,
): Promise<T> => {
  const { width, height } = paperSizes[paper]
  const window = new BrowserWindow({
    show: false,
    frame: false,
    useContentSize: true,
    width: pointsOf(width),
    height: pointsOf(height ?? 300),
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      offscreen,
      backgroundThrottling: false,
      spellcheck: false,
      devTools: false,
    },
  })
  try {
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    window.webContents.on('will-navigate', (event) => event.preventDefault())
    await window.loadURL(url)
    const high: unknown = await window.webContents.executeJavaScript(settle)
    return await use(window, typeof high === 'number' ? high : pointsOf(height ?? 300))
  } finally {
    window.destroy()
  }
}
