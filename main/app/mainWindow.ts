import { BrowserWindow } from 'electron'
import { appOrigin } from '../ipc/sender.ts'

export interface MainWindowOptions {
  readonly preloadFile: string
  readonly title: string
  readonly bounds: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number }
  readonly maximised: boolean
}

/** The one window. It shows our own pages only: every other navigation, window or attachment is refused. */
export const createMainWindow = (options: MainWindowOptions): BrowserWindow => {
  const window = new BrowserWindow({
    ...options.bounds,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: options.title,
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      devTools: true,
    },
  })
  window.removeMenu()
  if (options.maximised) window.maximize()
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  return window
}

/** Loads the front room. */
export const loadFrontRoom = (window: BrowserWindow): Promise<void> => window.loadURL(`${appOrigin}/index.html`)
