const { app, BrowserWindow } = require('electron')

/** The demo panel's window: `electron e2e/sims/panel --panel-url=http://127.0.0.1:PORT/`. Ends with its parent process. */
const panelUrl = app.commandLine.getSwitchValue('panel-url')
const parent = process.ppid
const PARENT_LOOK_MS = 1000
const LOAD_AGAIN_MS = 1500

/** No shared user data with the workstation, and nothing kept. */
app.setPath('userData', require('node:path').join(app.getPath('temp'), `nhi-panel-${process.pid}`))

function openWindow() {
  const window = new BrowserWindow({
    width: 420,
    height: 720,
    minWidth: 360,
    minHeight: 480,
    title: '示範環境',
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  window.webContents.on('did-fail-load', () => {
    setTimeout(() => {
      if (!window.isDestroyed()) void window.loadURL(panelUrl).catch(() => {})
    }, LOAD_AGAIN_MS)
  })
  void window.loadURL(panelUrl).catch(() => {})
}

function endWithParent() {
  setInterval(() => {
    try {
      process.kill(parent, 0)
      if (process.ppid !== parent) app.quit()
    } catch {
      app.quit()
    }
  }, PARENT_LOOK_MS)
}

if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+\/?$/.test(panelUrl)) {
  console.error('--panel-url=http://127.0.0.1:PORT/ is needed')
  app.exit(2)
} else {
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => {
    openWindow()
    endWithParent()
  })
}
