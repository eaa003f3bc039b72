import { connect } from 'node:net'
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'

/** Dots across the printed width of an 80 mm printer (72 mm at 203 dots an inch). */
export const dotsAcross = 576

export interface Bitmap {
  readonly width: number
  readonly height: number
  /** Four bytes a dot: blue, green, red, opacity. */
  readonly bgra: Uint8Array
}

/** How dark a dot must be to be printed, 0–255: letters keep their thin strokes. */
const threshold = 160

/**
 * A picture as ESC/POS commands: as dots, because what Chinese characters a ticket printer knows depends on its maker. White at the
 * end is not printed; the paper is cut behind it.
 */
export const escPosOf = (bitmap: Bitmap, copies: number): Uint8Array => {
  const height = inkHeight(bitmap)
  const data = new Uint8ClampedArray(bitmap.width * height * 4)
  for (let dot = 0; dot < bitmap.width * height; dot += 1) {
    const at = dot * 4
    data[at] = bitmap.bgra[at + 2] ?? 255
    data[at + 1] = bitmap.bgra[at + 1] ?? 255
    data[at + 2] = bitmap.bgra[at] ?? 255
    data[at + 3] = 255
  }
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 48, imageMode: 'raster' })
  encoder.initialize()
  for (let copy = 0; copy < copies; copy += 1)
    encoder.image({ data, width: bitmap.width, height }, bitmap.width, height, 'threshold', threshold).newline(4).cut()
  return encoder.encode()
}

/** Rows down to the last one with ink, in eights as the command counts them. */
const inkHeight = ({ width, height, bgra }: Bitmap): number => {
  let last = 0
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      if ((bgra[(row * width + column) * 4 + 1] ?? 255) < threshold) {
        last = row + 1
        break
      }
    }
  }
  return Math.min(Math.ceil(Math.max(last, 8) / 8) * 8, Math.floor(height / 8) * 8)
}

const patienceMs = 8_000

/**
 * Gives the bytes to the printer; resolves when it has taken them all. Many printers leave their end of the line open for minutes after
 * that, so one that took everything and says nothing has it. Throws the socket's errors, and `ETIMEDOUT` where bytes were left.
 *
 * @param patience how long nothing may move, ms
 */
export const sendToTicketPrinter = (
  { host, port }: { readonly host: string; readonly port: number },
  bytes: Uint8Array,
  patience = patienceMs,
): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    socket.setTimeout(patience, () => {
      if (socket.writableFinished) socket.destroy()
      else socket.destroy(new Error('ETIMEDOUT'))
    })
    socket.once('error', reject)
    socket.once('connect', () => socket.end(bytes))
    // What a printer says of itself is not read, and must not stand in the way of its end.
    socket.resume()
    socket.once('close', (failed) => {
      if (!failed) resolve()
    })
  })
