import { join } from 'node:path'
import { app, type BrowserWindow, screen } from 'electron'
import { fail, type Result } from '../../preload/contract/result.ts'
import type { Care } from '../care/createCare.ts'
import type { DoorLog } from '../ipc/answer.ts'
import { answerAtDoor, createPublish } from '../ipc/door.ts'
import type { createDoorway } from '../ipc/doorway.ts'
import type { Handlers } from '../ipc/handlers.ts'
import { createClock } from '../platform/clock.ts'
import { createLogger } from '../platform/logger.ts'
import { pathsOf } from '../platform/paths.ts'
import { createPrinterPort } from '../platform/printing/createPrinterPort.ts'
import type { DocumentShelf } from '../platform/printing/documentShelf.ts'
import { createResources, resourceRoot } from '../platform/resourceFiles.ts'
import { chooseSaveFile, saveFile } from '../platform/saveFile.ts'
import { chooseTableFile } from '../platform/tableDialog.ts'
import { placeWindow, readWindowState, writeWindowState } from '../platform/windowState.ts'
import { audited } from '../usecases/audit/audited.ts'
import type { AuditNote } from '../usecases/audit/auditNote.ts'
import type { AppArguments } from './arguments.ts'
import { type Composition, compose } from './compose.ts'
import { createPatientDisplay } from './displayWindow.ts'
import { firstSize, loadFrontRoom, showWhenPainted } from './mainWindow.ts'
import { openCare } from './openCare.ts'
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
  /** Documents to be printed, for the pages that are served. */
  readonly shelf: DocumentShelf
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
  const { arguments: arguments_, directory } = options
  const care: Care = openCare({
    arguments: arguments_,
    directory,
    window,
    paths,
    clock,
    logger,
    publish,
    // The desk is closed like one that never opened: only the store's care answers from here on.
    onDamage: async () => {
      const opened = await present
      present = Promise.resolve(fail('STORE_CORRUPT'))
      handlers = {}
      note = noteForLater
      if (opened.ok) await opened.value.dispose(farewellMs)
    },
  })
  const open = async (): Promise<Result<Composition>> => {
    const prepared = await care.prepare()
    if (!prepared.ok) return prepared
    const opened = await compose({
      arguments: arguments_,
      directory,
      paths,
      logger,
      clock,
      resources,
      publish,
      care,
      showWindow,
      chooseTableFile: () => chooseTableFile(window),
      chooseSaveFile: (name) => chooseSaveFile(window, name),
      saveFile: (name, content) => saveFile(window, name, content),
      printer: createPrinterPort({ shelf: options.shelf, mainWindow: window }),
      openDisplay: (board, onChanged) =>
        createPatientDisplay({
          preloadFile: join(directory, '..', 'preload', 'display.cjs'),
          mainWindow: window,
          board,
          onChanged,
          onFault: (fault) => logger.error('display', { error: fault instanceof Error ? fault.name : 'unknown' }),
        }),
    })
    if (opened.ok) {
      handlers = opened.value.handlers
      note = opened.value.note
    } else logger.error('startup-failed', { code: opened.error.code })
    return opened
  }
  /** Without a store a deed waits for the trail of the next one. */
  const noteForLater: AuditNote = ({ action, subject, details }) =>
    care.noteForLater({ action, subject, refused: String(details.refused ?? '') })
  let note = noteForLater
  let present = open()
  void present.then((opened) => {
    if (!opened.ok && opened.error.code === 'STORE_CORRUPT') void care.foundDamaged()
  })
  // Devices and worker start once the first screen is painted, or without it if it never tells.
  let hasBegun = false
  const begin = (): void => {
    void present.then((opened) => {
      if (!opened.ok || hasBegun || isLeaving) return
      hasBegun = true
      opened.value.begin()
      care.begin()
    })
  }
  setTimeout(begin, screenPatienceMs)
  const onFirstScreen = begin
  const program = programHandlers({
    present: () => present,
    care,
    arguments: options.arguments,
    paths,
    clock,
    logger,
    resources,
    onFirstScreen,
  })
  // A page that still asks during the farewell finds the door shut, not a store that is being closed.
  doorway.open(answerAtDoor(() => (isLeaving ? {} : audited({ ...program, ...handlers }, () => note)), doorLog))

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
  await Promise.all([present, options.loading])

  app.on('window-all-closed', () => app.quit())
  app.on('before-quit', (event) => {
    if (isLeaving) return
    isLeaving = true
    event.preventDefault()
    care.dispose()
    const closeDesk = present.then((opened) => (opened.ok ? opened.value.dispose(farewellMs) : undefined))
    const farewell = [rememberWindow(), closeDesk]
    void Promise.allSettled(farewell).then((ends) => {
      for (const end of ends)
        if (end.status === 'rejected') logger.error('farewell-failed', { error: String(end.reason) })
      logger.flush()
      app.quit()
    })
  })
}
