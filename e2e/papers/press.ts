import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { _electron } from '@playwright/test'
import { numberPages } from '../../main/platform/printing/pageNumbers.ts'
import { pdfOptionsOf } from '../../main/platform/printing/pageSize.ts'
import { readPrintPage } from '../../main/platform/printing/printPage.ts'
import { createResources } from '../../main/platform/resourceFiles.ts'
import { composeDocument, loadPrintingTexts } from '../../main/usecases/printing/composeDocument.ts'
import type { VisitFacts } from '../../main/usecases/printing/visitFacts.ts'
import { type DocumentKind, type Paper, paperSizes } from '../../preload/contract/paper/printing.ts'
import { electronExecutable, root } from '../fixtures/launch.ts'
import { printedAt } from './printedVisit.ts'

/** A document that was printed, and what on it was too large for its box: nothing may be cut off without a word. */
export interface OnPaper {
  readonly file: string
  readonly cutOff: readonly string[]
}

/** Prints documents of given facts: laid out by main's own code on the product's built page, printed by Electron as main asks it to. */
export interface Press {
  /** The generation of Chromium that lays out and prints. */
  readonly chromium: string
  print(kind: DocumentKind, paper: Paper, facts: VisitFacts, file: string): Promise<OnPaper>
  close(): Promise<void>
}

const renderer = join(root, 'out', 'renderer')
const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.woff2': 'font/woff2' }
const place = '/print/document'
const pointsOf = (mm: number): number => Math.ceil((mm * 96) / 25.4)

/** Once the fonts are there: how high the sheet is, and the boxes that don't hold what is in them. */
const measure = `(async () => {
  await document.fonts.load('16px "Noto Sans TC Variable"', document.body.textContent)
  await document.fonts.ready
  const sheet = document.querySelector('main')
  const cut = [sheet, ...sheet.querySelectorAll('*')].filter((box) => {
    const isTooWide = box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1
    const isTooHigh = getComputedStyle(box).overflowY !== 'visible' && box.scrollHeight > box.clientHeight + 1
    return isTooWide || isTooHigh
  })
  return {
    height: Math.ceil(sheet.getBoundingClientRect().height),
    cutOff: cut.map((box) => box.tagName.toLowerCase() + '.' + box.getAttribute('class')),
  }
})()`

/** Serves the built styles and fonts, and one document at a time. */
const openServer = async () => {
  let document = '<!doctype html><title>Press</title>'
  const server = createServer(({ url = '/' }, reply) => {
    if (url === place) return void reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(document)
    const file = normalize(join(renderer, decodeURIComponent(new URL(url, 'http://localhost').pathname)))
    try {
      if (!file.startsWith(renderer + sep)) throw new Error('outside')
      reply.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/html' }).end(readFileSync(file))
    } catch {
      reply.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}${place}`,
    show: (html: string) => {
      document = html
    },
    close: () => server.close(),
  }
}

/** Starts a window of the real Electron with no app behind it; `dataDirectory` is the caller's. */
export const openPress = async (dataDirectory: string): Promise<Press> => {
  const page = await readPrintPage(join(renderer, 'print', 'index.html'))
  const texts = await loadPrintingTexts(createResources({ root: join(root, 'resources') }), page)
  if (!texts.ok) throw new Error(texts.error.code)
  const server = await openServer()
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [
      ...sandbox,
      join(root, 'e2e', 'fixtures', 'page-window'),
      `--page=${server.address}`,
      `--user-data-dir=${dataDirectory}`,
    ],
    cwd: root,
  })
  await app.firstWindow()
  const chromium = await app.evaluate(() => process.versions.chrome?.split('.')[0] ?? '')
  return {
    chromium,
    async print(kind, paper, facts, file) {
      const how = { paper, printedAt, issuedAt: printedAt, isReprint: false }
      const { sheet } = await composeDocument(texts.value, kind, facts, how)
      server.show(sheet.html)
      const size = { width: pointsOf(paperSizes[paper].width), height: pointsOf(paperSizes[paper].height ?? 300) }
      const { height, cutOff } = await app.evaluate(
        async ({ BrowserWindow }, { address, size, measure }) => {
          const [window] = BrowserWindow.getAllWindows()
          window?.setContentSize(size.width, size.height)
          await window?.loadURL(address)
          return (await window?.webContents.executeJavaScript(measure)) as { height: number; cutOff: string[] }
        },
        { address: server.address, size, measure },
      )
      const pdf = async (): Promise<Buffer> => {
        const printed = await app.evaluate(
          async ({ BrowserWindow }, options) =>
            (await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF(options))?.toString('base64') ?? '',
          pdfOptionsOf(paper, height),
        )
        return Buffer.from(printed, 'base64')
      }
      const run = (script: string): Promise<unknown> =>
        app.evaluate(
          ({ BrowserWindow }, script) =>
            BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
          script,
        )
      await numberPages({ pdf, run }, paper)
      writeFileSync(file, await pdf())
      return { file, cutOff }
    },
    close: async () => {
      await app.close()
      server.close()
    },
  }
}
