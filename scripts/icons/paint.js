// Run in Electron by ../makeIcons.mjs: paints resources/icons/icon.svg in every size and writes PNG and ICO beside it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

const folder = process.argv.at(-1)
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')

async function paint(size) {
  const dataUrl = await page.webContents.executeJavaScript(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)}
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
    return canvas.toDataURL('image/png')
  })()`)
  return Buffer.from(dataUrl.split(',')[1], 'base64')
}

/** An ICO file of PNG pictures (Windows Vista and later read these). */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(pictures.length, 4)
  let offset = header.length
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index
    header.writeUInt8(size % 256, at)
    header.writeUInt8(size % 256, at + 1)
    header.writeUInt16LE(1, at + 4)
    header.writeUInt16LE(32, at + 6)
    header.writeUInt32LE(png.length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)])
}

let page
app.whenReady().then(async () => {
  page = new BrowserWindow({ show: false })
  await page.loadURL('data:text/html,')
  writeFileSync(join(folder, 'icon.png'), await paint(512))
  writeFileSync(join(folder, 'icon-256.png'), await paint(256))
  const pictures = []
  for (const size of [16, 24, 32, 48, 64, 128, 256]) pictures.push({ size, png: await paint(size) })
  writeFileSync(join(folder, 'icon.ico'), ico(pictures))
  app.quit()
})
