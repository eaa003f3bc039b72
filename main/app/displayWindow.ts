import { BrowserWindow, screen } from 'electron'
import type { DisplayBoard } from '../../preload/contract/visit/queue.ts'
import { afterScreens } from '../domain/desk/displayScreen.ts'
import { appOrigin } from '../ipc/sender.ts'

/** The window in the waiting room. */
export interface PatientDisplay {
  current(): { readonly isOpen: boolean; readonly hasOwnScreen: boolean }
  /** Opens or closes it, unless it is so already; resolves once it shows the board. */
  switchTo(isOpen: boolean): Promise<void>
  /** Opens it on a second screen, as soon as there is one. */
  openOnScreen(): Promise<void>
  /** Shows what has changed, where it is open. */
  refresh(): Promise<void>
  /** For good: no screen that comes opens it any more. */
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
  readonly onFault: (fault: unknown) => void
}): PatientDisplay => {
  const { mainWindow } = options
  let window: BrowserWindow | null = null
  let screenId: number | null = null
  let isAwaited = false

  const send = async (to: BrowserWindow): Promise<void> => {
    const board = await options.board()
    if (!to.isDestroyed()) to.webContents.send('display:board', board)
  }
  const others = (): readonly Electron.Display[] => {
    const deskScreen = screen.getDisplayMatching(mainWindow.getBounds())
    return screen.getAllDisplays().filter(({ id }) => id !== deskScreen.id)
  }

  const open = async (): Promise<void> => {
    const [other] = others()
    screenId = other?.id ?? null
    isAwaited = false
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
    if (!opened.isDestroyed()) opened.showInactive()
    options.onChanged()
  }

  const shut = (): void => {
    const closing = window
    window = null
    if (closing !== null && !closing.isDestroyed()) closing.close()
  }

  const moveTo = (to: Electron.Display): void => {
    screenId = to.id
    window?.setFullScreen(false)
    window?.setBounds(to.bounds)
    window?.setFullScreen(true)
  }

  const follow = async (): Promise<void> => {
    if (mainWindow.isDestroyed()) return
    const there = others()
    const standing = { isOpen: window !== null, screenId, isAwaited }
    const step = afterScreens(
      standing,
      there.map(({ id }) => id),
    )
    if (step.do === 'open') await open()
    else if (step.do === 'close') {
      isAwaited = true
      shut()
    } else if (step.do === 'move') {
      const to = there.find(({ id }) => id === step.on)
      if (to !== undefined) moveTo(to)
    }
  }
  const onScreens = (): void => void follow().catch(options.onFault)

  const close = (): void => {
    isAwaited = false
    screen.off('display-added', onScreens)
    screen.off('display-removed', onScreens)
    shut()
  }

  screen.on('display-added', onScreens)
  screen.on('display-removed', onScreens)
  // A desk that is closed leaves nothing behind in the waiting room.
  mainWindow.once('closed', close)

  return {
    current: () => ({ isOpen: window !== null, hasOwnScreen: window !== null && screenId !== null }),
    switchTo: async (isOpen) => {
      if (isOpen) return window === null ? open() : undefined
      isAwaited = false
      shut()
    },
    openOnScreen: async () => {
      isAwaited = window === null
      await follow()
    },
    refresh: async () => {
      if (window !== null && !window.isDestroyed()) await send(window)
    },
    close,
  }
}
