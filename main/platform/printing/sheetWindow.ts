import { BrowserWindow } from 'electron'
import { type Paper, paperSizes } from '../../../preload/contract/paper/printing.ts'

/** CSS points of a millimetre. */
const pointsPerMm = 96 / 25.4
/** Until the fonts are there, or the sheet is printed with those of the system. */
const fontsMs = 5_000

export const pointsOf = (mm: number): number => Math.ceil(mm * pointsPerMm)

/** Waits for the fonts that the text needs, and tells how high the sheet is, in CSS points. */
const settle = `Promise.race([
  document.fonts.load('16px "Noto Sans TC Variable"', document.body.textContent).then(() => document.fonts.ready),
  new Promise((resolve) => setTimeout(resolve, ${fontsMs})),
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
