import { join } from 'node:path'
import { app, type BrowserWindow, screen } from 'electron'
import type { DoorLog } from '../ipc/answer.ts'
import { createPublish, openDoor } from '../ipc/door.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { createClock } from '../platform/clock.ts'
import { createLogger } from '../platform/logger.ts'
import { pathsOf } from '../platform/paths.ts'
import { placeWindow, readWindowState, writeWindowState } from '../platform/windowState.ts'
import { parseArguments } from './arguments.ts'
import { compose } from './compose.ts'
import { createMainWindow, loadFrontRoom } from './mainWindow.ts'
import { declareScheme, servePages } from './pages.ts'
import { programHandlers } from './programHandlers.ts'

/** Size of a first start: the smallest screen still common in clinics. */
const firstSize = { width: 1366, height: 768 }
/** How long the program waits at its end for what is under way. */
const farewellMs = 5_000

const arguments_ = parseArguments(process.argv)
if (arguments_.userDataDirectory !== null) app.setPath('userData', arguments_.userDataDirectory)
declareScheme()

const run = async (): Promise<void> => {
  const paths = pathsOf(app.getPath('userData'))
  const logger = createLogger({ directory: paths.logDirectory, process: 'main' })
  const clock = createClock({})
  const doorLog: DoorLog = ({ event, channel, paths: places = [], error }) =>
    logger.warn(event, {
      channel,
      places: places.join(' '),
      ...(error instanceof Error ? { stack: error.stack ?? error.message } : {}),
    })
  let window: BrowserWindow | null = null
  const publish = createPublish(() => (window === null ? [] : [window.webContents]), doorLog)

  const [kept] = await Promise.all([readWindowState(paths.windowStateFile), app.whenReady()])
  servePages(join(import.meta.dirname, '..', 'renderer'))
  const place = placeWindow(
    kept,
    screen.getAllDisplays().map((display) => display.workArea),
    firstSize,
  )
  window = createMainWindow({
    preloadFile: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    title: app.getName(),
    bounds: place.bounds,
    maximised: place.maximized,
  })
  const { webContents } = window
  const loading = loadFrontRoom(window)
  let handlers: Partial<Handlers> = {}
  let isLeaving = false
  const opening = compose({ arguments: arguments_, paths, logger, clock, publish }).then((opened) => {
    if (opened.ok) handlers = opened.value.handlers
    else logger.error('startup-failed', { code: opened.error.code })
    return opened
  })
  const program = programHandlers({ opening, arguments: arguments_, paths, clock, logger })
  // A page that still asks during the farewell finds the door shut, not a store that is being closed.
  openDoor(() => (isLeaving ? {} : { ...program, ...handlers }), doorLog)

  const remember = (): void => {
    if (window === null || window.isDestroyed()) return
    void writeWindowState(paths.windowStateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  }
  window.on('close', remember)
  window.on('closed', () => {
    window = null
  })
  webContents.on('render-process-gone', (_event, details) => {
    logger.error('renderer-gone', { reason: details.reason })
    // What was typed is kept as a draft; the page comes back where it was.
    if (details.reason !== 'clean-exit' && window !== null) void loadFrontRoom(window)
  })
  app.on('second-instance', () => {
    if (window === null) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  const [opened] = await Promise.all([opening, loading])

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isLeaving) return
    isLeaving = true
    event.preventDefault()
    const farewell = opened.ok ? opened.value.dispose(farewellMs) : Promise.resolve()
    void farewell.finally(() => {
      logger.flush()
      app.quit()
    })
  })
}

/** One program at a time on one data directory: a second start brings the first one's window forward and ends. */
if (app.requestSingleInstanceLock()) void run()
else app.exit(0)
