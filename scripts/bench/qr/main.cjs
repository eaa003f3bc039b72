// A window on the bench's page and nothing else, so that what is measured is the page.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const address = process.argv.find((word) => word.startsWith('--page='))?.slice('--page='.length)
  const window = new BrowserWindow({ width: 1366, height: 768 })
  if (address !== undefined) void window.loadURL(address)
})
app.on('window-all-closed', () => app.quit())
