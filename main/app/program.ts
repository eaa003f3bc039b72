import { app, type BrowserWindow, screen } from 'electron'
import type { DoorLog } from '../ipc/answer.ts'
import { answerAtDoor, createPublish } from '../ipc/door.ts'
import type { createDoorway } from '../ipc/doorway.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { createClock } from '../platform/clock.ts'
import { createLogger } from '../platform/logger.ts'
import { pathsOf } from '../platform/paths.ts'
import { createResources, resourceRoot } from '../platform/resourceFiles.ts'
import { saveText } from '../platform/saveText.ts'
import { placeWindow, readWindowState, writeWindowState } from '../platform/windowState.ts'
import type { AppArguments } from './arguments.ts'
import { compose } from './compose.ts'
import { firstSize, loadFrontRoom, showWhenPainted } from './mainWindow.ts'
import { programHandlers } from './programHandlers.ts'

/** How long the program waits at its end for what is under way. */
const farewellMs = 5_000

/** How long the first screen may take before the rest starts without it. */
const screenPatienceMs = 3_000

export interface ProgramStart {
  readonly arguments: AppArguments
  /** Where the built program lies; its helper processes lie beside it. */
  readonly directory: string
  /** The one window, not shown yet. */
  readonly window: BrowserWindow
  /** The front room on its way into it. */
  readonly loading: Promise<void>
  readonly doorway: ReturnType<typeof createDoorway>
}

/** Runs the program behind the window until it is closed. */
export const runProgram = async (options: ProgramStart): Promise<void> => {
  const { window, doorway } = options
  const { webContents } = window
  const paths = pathsOf(app.getPath('userData'))
  const logger = createLogger({ directory: paths.logDirectory, process: 'main' })
  const clock = createClock({})
  const resources = createResources({
    root: resourceRoot({ isPackaged: app.isPackaged, appPath: app.getAppPath(), resourcesPath: process.resourcesPath }),
  })
  const doorLog: DoorLog = ({ event, channel, paths: places = [], error }) =>
    logger.warn(event, {
      channel,
      places: places.join(' '),
      ...(error instanceof Error ? { stack: error.stack ?? error.message } : {}),
    })
  const publish = createPublish(() => (webContents.isDestroyed() ? [] : [webContents]), doorLog)

  const showWindow = (): void => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  }

  let handlers: Partial<Handlers> = {}
  let isLeaving = false
  const opening = compose({
    arguments: options.arguments,
    directory: options.directory,
    paths,
    logger,
    clock,
    resources,
    publish,
    showWindow,
    saveText: (name, text) => saveText(window, name, text),
  }).then((opened) => {
    if (opened.ok) handlers = opened.value.handlers
    else logger.error('startup-failed', { code: opened.error.code })
    return opened
  })
  // Devices and worker start once the first screen is painted, or without it if it never tells.
  let hasBegun = false
  const begin = (): void => {
    void opening.then((opened) => {
      if (!opened.ok || hasBegun || isLeaving) return
      hasBegun = true
      opened.value.begin()
    })
  }
  setTimeout(begin, screenPatienceMs)
  const onFirstScreen = begin
  const program = programHandlers({
    opening,
    arguments: options.arguments,
    paths,
    clock,
    logger,
    resources,
    onFirstScreen,
  })
  // A page that still asks during the farewell finds the door shut, not a store that is being closed.
  doorway.open(answerAtDoor(() => (isLeaving ? {} : { ...program, ...handlers }), doorLog))

  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const place = placeWindow(await readWindowState(paths.windowStateFile), displays, firstSize)
  window.setBounds(place.bounds)
  if (place.maximized) window.maximize()
  showWhenPainted(window)
  const rememberWindow = async (): Promise<void> => {
    if (window.isDestroyed()) return
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() }
    await writeWindowState(paths.windowStateFile, state)
  }
  window.on('close', () => {
    // When the program is leaving, the farewell has remembered it already and waited for it.
    if (!isLeaving) void rememberWindow()
  })
  webContents.on('render-process-gone', (_event, details) => {
    logger.error('renderer-gone', { reason: details.reason })
    // What was typed is kept as a draft; the page comes back where it was.
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) void loadFrontRoom(window)
  })
  app.on('second-instance', showWindow)
  const [opened] = await Promise.all([opening, options.loading])

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isLeaving) return
    isLeaving = true
    event.preventDefault()
    const farewell = [rememberWindow(), opened.ok ? opened.value.dispose(farewellMs) : Promise.resolve()]
    void Promise.allSettled(farewell).then((ends) => {
      for (const end of ends)
        if (end.status === 'rejected') logger.error('farewell-failed', { error: String(end.reason) })
      logger.flush()
      app.quit()
    })
  })
}
