import { createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { escPosOf, sendToTicketPrinter } from './escPos.ts'

const bitmapWithInk = (width: number, height: number, inkRow: number) => {
  const bgra = new Uint8Array(width * height * 4).fill(255)
  bgra.fill(0, inkRow * width * 4, inkRow * width * 4 + 12)
  return { width, height, bgra }
}

const indexOf = (bytes: Uint8Array, wanted: readonly number[]): number =>
  Buffer.from(bytes).indexOf(Buffer.from(wanted))

it('starts the printer anew, prints the picture as dots down to its last ink, and cuts', () => {
  const bytes = escPosOf(bitmapWithInk(576, 400, 90), 1)
  expect([...bytes.subarray(0, 2)]).toEqual([0x1b, 0x40])
  // GS v 0: 72 bytes a row, 96 rows.
  expect(indexOf(bytes, [0x1d, 0x76, 0x30, 0, 72, 0, 96, 0])).toBeGreaterThan(0)
  expect(indexOf(bytes, [0x1d, 0x56])).toBeGreaterThan(72 * 96)
})

it('prints and cuts each copy', () => {
  const once = escPosOf(bitmapWithInk(576, 64, 10), 1)
  const twice = escPosOf(bitmapWithInk(576, 64, 10), 2)
  expect(twice.length).toBeGreaterThan(once.length * 1.8)
})

it('gives the printer every byte, and says when nobody is there', async () => {
  const received: Buffer[] = []
  const server = createServer((socket) => socket.on('data', (data) => received.push(data)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await sendToTicketPrinter({ host: '127.0.0.1', port }, new Uint8Array(70_000).fill(7))
  await new Promise<void>((resolve) => server.close(() => resolve()))
  expect(Buffer.concat(received).length).toBe(70_000)
  await expect(sendToTicketPrinter({ host: '127.0.0.1', port }, new Uint8Array(1))).rejects.toThrow('ECONNREFUSED')
})

describe('a printer that doesn’t close the line', () => {
  /** Takes what comes, or nothing at all, and never ends its side. */
  const openPrinter = async (takes: boolean) => {
    const sockets: Socket[] = []
    let received = 0
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.push(socket)
      socket.on('error', () => undefined)
      if (takes) socket.on('data', (data) => (received += data.length))
      else socket.pause()
      socket.write('\u0012')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const close = () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
    return { at: { host: '127.0.0.1', port }, received: () => received, close }
  }

  it('has what it took: nobody is told to print it once more', async () => {
    const printer = await openPrinter(true)
    await sendToTicketPrinter(printer.at, new Uint8Array(70_000).fill(7), 200)
    expect(printer.received()).toBe(70_000)
    printer.close()
  })

  it('has failed where bytes were left', async () => {
    const printer = await openPrinter(false)
    const sent = sendToTicketPrinter(printer.at, new Uint8Array(50_000_000), 200)
    await expect(sent).rejects.toThrow('ETIMEDOUT')
    printer.close()
  })
})
