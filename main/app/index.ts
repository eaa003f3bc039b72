import { join } from 'node:path'
import { app } from 'electron'
import { createDoorway } from '../ipc/doorway.ts'
import { createDocumentShelf } from '../platform/printing/documentShelf.ts'
import { appId } from './appId.ts'
import { parseArguments } from './arguments.ts'
import { createMainWindow, loadFrontRoom } from './mainWindow.ts'
import { declareScheme, servePages } from './pages.ts'

// The entry stays small: the window's own process starts while the rest of the program is still being loaded.

const arguments_ = parseArguments(process.argv)
if (arguments_.userDataDirectory !== null) app.setPath('userData', arguments_.userDataDirectory)
// Windows shows a program's notifications under the name its installed shortcut has.
app.setAppUserModelId(appId)
declareScheme()

const start = async (): Promise<void> => {
  const doorway = createDoorway()
  await app.whenReady()
  const shelf = createDocumentShelf()
  servePages(join(import.meta.dirname, '..', 'renderer'), shelf)
  const window = createMainWindow({
    preloadFile: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
    title: app.getName(),
  })
  const loading = loadFrontRoom(window)
  const { runProgram } = await import('./program.ts')
  await runProgram({ arguments: arguments_, directory: import.meta.dirname, window, loading, doorway, shelf })
}

/** One program at a time on one data directory: a second start brings the first one's window forward and ends. */
if (app.requestSingleInstanceLock()) void start()
else app.exit(0)
