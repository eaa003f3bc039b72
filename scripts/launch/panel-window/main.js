// The window of the demonstration panel: shows the page the simulators serve, and nothing else.
import { app, BrowserWindow } from 'electron'

const flag = '--panel-url='
const address = new URL(process.argv.find((argument) => argument.startsWith(flag)).slice(flag.length))
const isPanel = (url) => new URL(url).origin === address.origin

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 480, height: 700, autoHideMenuBar: true, title: '示範控制台' })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event, url) => {
    if (!isPanel(url)) event.preventDefault()
  })
  await window.loadURL(address.href)
})
app.on('window-all-closed', () => app.quit())
