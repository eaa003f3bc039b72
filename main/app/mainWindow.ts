import { BrowserWindow } from 'electron'
import { appOrigin } from '../ipc/sender.ts'

/** Size of a first start: the smallest screen still common in clinics. */
export const firstSize = { width: 1366, height: 768 }

const painted = new WeakSet<BrowserWindow>()

/** The one window, hidden until it has its place. It shows our own pages only: every other navigation or window is refused. */
export const createMainWindow = (options: { readonly preloadFile: string; readonly title: string }): BrowserWindow => {
  const window = new BrowserWindow({
    ...firstSize,
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
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => painted.add(window))
  return window
}

/** Shows the window as soon as its first picture is there. */
export const showWhenPainted = (window: BrowserWindow): void => {
  if (painted.has(window)) window.show()
  else window.once('ready-to-show', () => window.show())
}

/** Loads the front room. */
export const loadFrontRoom = (window: BrowserWindow): Promise<void> => window.loadURL(`${appOrigin}/index.html`)
