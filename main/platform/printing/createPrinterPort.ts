import type { BrowserWindow } from 'electron'
import { paperSizes } from '../../../preload/contract/paper/printing.ts'
import { fail, ok, type Result } from '../../../preload/contract/result.ts'
import { appOrigin } from '../../ipc/sender.ts'
import type { PrinterPort, Sheet } from '../../usecases/printing/port.ts'
import type { DocumentShelf } from './documentShelf.ts'
import { type Bitmap, dotsAcross, escPosOf, sendToTicketPrinter, ticketPrinterOf } from './escPos.ts'
import { onSheet, pointsOf } from './sheetWindow.ts'

const mmPerInch = 25.4
const micronsPerMm = 1_000
/** A roll is cut behind the text, with so much white. */
const rollTailMm = 4

/** The paper's size in millimetres; a roll is as long as the sheet is high (`height` in CSS points). */
const sizeOf = ({ paper }: Sheet, height: number): { readonly width: number; readonly height: number } => {
  const size = paperSizes[paper]
  return { width: size.width, height: size.height ?? Math.ceil((height * mmPerInch) / 96) + rollTailMm }
}

const noMargins = { top: 0, bottom: 0, left: 0, right: 0 }

const pdfOf = async (window: BrowserWindow, sheet: Sheet, height: number): Promise<Uint8Array> => {
  const size = sizeOf(sheet, height)
  return new Uint8Array(
    await window.webContents.printToPDF({
      pageSize: { width: size.width / mmPerInch, height: size.height / mmPerInch },
      margins: noMargins,
      printBackground: true,
    }),
  )
}

const toQueue = (
  window: BrowserWindow,
  sheet: Sheet,
  height: number,
  how: { readonly printer: string; readonly copies: number },
): Promise<Result<null>> =>
  new Promise((resolve) => {
    const size = sizeOf(sheet, height)
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
        const window = { url: show(sheet), paper: sheet.paper, offscreen: false }
        return ok(await onSheet(window, (opened, height) => pdfOf(opened, sheet, height)))
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
        const window = { url: show(sheet), paper: sheet.paper, offscreen: false }
        return await onSheet(window, (opened, height) => toQueue(opened, sheet, height, how))
      } catch (error) {
        return refused(error)
      }
    },
  }
}
