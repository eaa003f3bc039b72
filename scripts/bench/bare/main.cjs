// The baseline: the least an Electron window can be. Says so when its page is there.
const { app, BrowserWindow } = require('electron')
const { join } = require('node:path')

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1366, height: 768 })
  await window.loadFile(join(__dirname, 'index.html'))
  console.log(`ready ${Date.now()}`)
})
app.on('window-all-closed', () => app.quit())
