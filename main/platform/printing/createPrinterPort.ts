import type { BrowserWindow } from 'electron'
import { paperSizes, ticketPrinterOf } from '../../../preload/contract/paper/printing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { appOrigin } from '../../ipc/sender.ts'
import type { PrinterPort, Sheet } from '../../usecases/printing/port.ts'
import type { DocumentShelf } from './documentShelf.ts'
import { type Bitmap, dotsAcross, escPosOf, sendToTicketPrinter } from './escPos.ts'
import { numberPages } from './pageNumbers.ts'
import { pageSizeOf, pdfOptionsOf } from './pageSize.ts'
import { onSheet, pointsOf } from './sheetWindow.ts'

const micronsPerMm = 1_000

const toQueue = (
  window: BrowserWindow,
  sheet: Sheet,
  height: number,
  how: { readonly printer: string; readonly copies: number },
): Promise<Result<null>> =>
  new Promise((resolve) => {
    const size = pageSizeOf(sheet.paper, height)
    window.webContents.print(
      {
        silent: true,
        deviceName: how.printer,
        copies: how.copies,
        printBackground: true,
        margins: { marginType: 'none' },
        pageSize: { width: size.width * micronsPerMm, height: size.height * micronsPerMm },
      },
      (done, reason) => resolve(done ? ok(null) : fail('PRINTER_FAILED', { retryable: true, details: { reason } })),
    )
  })

const pdfOf = (window: BrowserWindow, { paper }: Sheet, height: number): Promise<Buffer> =>
  window.webContents.printToPDF(pdfOptionsOf(paper, height))

/** Opens a sheet with its pages numbered. */
const onNumberedSheet = <T>(
  sheet: Sheet,
  url: string,
  use: (window: BrowserWindow, height: number) => Promise<T>,
): Promise<T> =>
  onSheet({ url, paper: sheet.paper, offscreen: false }, async (window, height) => {
    const run = (script: string): Promise<unknown> => window.webContents.executeJavaScript(script)
    await numberPages({ pdf: () => pdfOf(window, sheet, height), run }, sheet.paper)
    return use(window, height)
  })

/** The sheet as dots of a ticket printer. */
const bitmapOf = (sheet: Sheet, url: string): Promise<Bitmap> => {
  const zoom = dotsAcross / pointsOf(paperSizes[sheet.paper].width)
  return onSheet({ url, paper: sheet.paper, offscreen: true }, async (window, height) => {
    // The page's own zoom would be that of all our pages, the desk's too.
    await window.webContents.insertCSS(`html { zoom: ${zoom} }`)
    window.setContentSize(dotsAcross, Math.ceil(height * zoom) + 8)
    const picture = await window.webContents.capturePage()
    const image = picture.resize({ width: dotsAcross, quality: 'best' })
    return { ...image.getSize(), bgra: image.toBitmap() }
  })
}

/** The real printers. `mainContents` lists them; `shelf` is where pages are served from. */
export const createPrinterPort = ({
  shelf,
  mainWindow,
}: {
  readonly shelf: DocumentShelf
  readonly mainWindow: BrowserWindow
}): PrinterPort => {
  const show = ({ html }: Sheet): string => `${appOrigin}${shelf.put(html)}`
  const refused = (error: unknown): Result<never> =>
    fail('PRINTER_FAILED', {
      retryable: true,
      details: { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' },
    })
  return {
    printers: async () =>
      (await mainWindow.webContents.getPrintersAsync()).map(({ name, displayName, ...rest }) => ({
        name,
        displayName: displayName === '' ? name : displayName,
        isDefault: 'isDefault' in rest && rest.isDefault === true,
      })),
    show,
    pdf: async (sheet) => {
      try {
        const pdf = await onNumberedSheet(sheet, show(sheet), (opened, height) => pdfOf(opened, sheet, height))
        return ok(new Uint8Array(pdf))
      } catch (error) {
        return refused(error)
      }
    },
    print: async (sheet, how) => {
      try {
        const ticketPrinter = ticketPrinterOf(how.printer)
        if (ticketPrinter !== null) {
          await sendToTicketPrinter(ticketPrinter, escPosOf(await bitmapOf(sheet, show(sheet)), how.copies))
          return ok(null)
        }
        return await onNumberedSheet(sheet, show(sheet), (opened, height) => toQueue(opened, sheet, height, how))
      } catch (error) {
        return refused(error)
      }
    },
  }
}
