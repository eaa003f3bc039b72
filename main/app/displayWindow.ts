import { BrowserWindow, screen } from 'electron'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { appOrigin } from '../ipc/sender.ts'

/** The window in the waiting room. */
export interface PatientDisplay {
  current(): { readonly isOpen: boolean; readonly hasOwnScreen: boolean }
  /** Opens or closes it; resolves once it shows the board. */
  toggle(): Promise<void>
  /** Shows what has changed, where it is open. */
  refresh(): Promise<void>
  close(): void
}

const windowed = { width: 1024, height: 640 }

/**
 * The window for patients: whole screen on a second one, else an ordinary window. It has no way to ask main anything; each board is
 * sent to it. `onChanged` also tells of its being closed by hand.
 */
export const createPatientDisplay = (options: {
  readonly preloadFile: string
  readonly mainWindow: BrowserWindow
  readonly board: () => Promise<DisplayBoard>
  readonly onChanged: () => void
}): PatientDisplay => {
  const { mainWindow } = options
  let window: BrowserWindow | null = null
  let isOwn = false

  const send = async (to: BrowserWindow): Promise<void> => {
    const board = await options.board()
    if (!to.isDestroyed()) to.webContents.send('display:board', board)
  }

  const open = async (): Promise<void> => {
    const deskScreen = screen.getDisplayMatching(mainWindow.getBounds())
    const other = screen.getAllDisplays().find(({ id }) => id !== deskScreen.id)
    isOwn = other !== undefined
    const opened = new BrowserWindow({
      ...(other === undefined ? windowed : { ...other.bounds, fullscreen: true }),
      show: false,
      title: mainWindow.getTitle(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: options.preloadFile,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        spellcheck: false,
        devTools: false,
        // Nobody touches this window before the first call is heard.
        autoplayPolicy: 'no-user-gesture-required',
        backgroundThrottling: false,
      },
    })
    window = opened
    opened.removeMenu()
    opened.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    opened.webContents.on('will-navigate', (event) => event.preventDefault())
    opened.on('closed', () => {
      if (window === opened) window = null
      options.onChanged()
    })
    await opened.loadURL(`${appOrigin}/display/index.html`)
    await send(opened)
    // The desk keeps the keyboard.
    opened.showInactive()
    options.onChanged()
  }

  const close = (): void => {
    const closing = window
    window = null
    if (closing !== null && !closing.isDestroyed()) closing.close()
  }

  // A desk that is closed leaves nothing behind in the waiting room.
  mainWindow.once('closed', close)

  return {
    current: () => ({ isOpen: window !== null, hasOwnScreen: window !== null && isOwn }),
    toggle: async () => (window === null ? open() : close()),
    refresh: async () => {
      if (window !== null && !window.isDestroyed()) await send(window)
    },
    close,
  }
}
