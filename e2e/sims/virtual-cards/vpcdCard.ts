import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createChip } from './chip.ts'
import { atrOf, type VirtualCard } from './virtualCard.ts'
import { createVpcdFrameReader, encodeVpcdFrame, type VpcdRequest } from './vpcdFrames.ts'

const RECONNECT_MS = 200
const TAKEN_TIMEOUT_MS = 5000
const UNPOWERED_MS = 800

/** A card that sits in a virtual reader until it is pulled or pulls itself. */
export interface InsertedCard {
  /** Pulls the card out; resolves when the connection is closed. */
  pull(): Promise<void>
}

/** What the owner of the slot wants to know. */
export interface CardEvents {
  onApdu(apdu: Uint8Array, answer: Uint8Array | undefined): void
  /** The card tore itself out of the reader. */
  onTorn(): void
}

/**
 * Puts a card into the vpcd reader slot that listens on `port`; resolves when pcscd has powered it and fetched its ATR,
 * after which it tells everybody. A card that gives no ATR is never powered and counts as put in a little after the first word.
 * In a dead reader (cable out, no pcscd) it lies unnoticed until the reader lives again.
 * While the card is in, a lost connection (pcscd restarted, the reader's cable pulled) is taken up again.
 */
export async function insertCard(
  port: number,
  card: VirtualCard,
  events: CardEvents,
  isReaderDead: boolean,
): Promise<InsertedCard> {
  let inserted = true
  let socket: Socket | undefined

  const end = async (): Promise<void> => {
    inserted = false
    if (socket === undefined || socket.destroyed) return
    const closing = socket
    const closed = new Promise((resolve) => closing.once('close', resolve))
    closing.destroy()
    await closed
  }

  let onPowered = (): void => {}
  const powered = new Promise<void>((resolve) => {
    onPowered = resolve
  })

  const serve = (current: Socket): void => {
    serveCard(current, card, {
      onApdu: events.onApdu,
      onPowered,
      onTorn: () => {
        inserted = false
        events.onTorn()
      },
    })
    current.on('close', () => {
      if (inserted) void takeUpAgain()
    })
  }

  const takeUpAgain = async (): Promise<void> => {
    while (inserted) {
      await delay(RECONNECT_MS)
      const next = await openSocket(port).catch(() => undefined)
      if (!next) continue
      socket = next
      if (inserted) serve(next)
      else next.destroy()
      return
    }
  }

  socket = await openSocket(port).catch(() => undefined)
  if (socket === undefined) {
    void takeUpAgain()
    return { pull: end }
  }
  serve(socket)
  if (isReaderDead) return { pull: end }
  if (await firstWord(socket)) await Promise.race([powered, delay(UNPOWERED_MS)])
  // Its reader died under it; destroying the connection makes the card wait for the reader's return.
  else socket.destroy()
  return { pull: end }
}

/** pcscd looks for cards every 0.4 s and accepts the connection then; false when it never does. */
function firstWord(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), TAKEN_TIMEOUT_MS)
    const settle = (isTaken: boolean): void => {
      clearTimeout(timer)
      resolve(isTaken)
    }
    socket.once('data', () => settle(true))
    socket.once('close', () => settle(false))
  })
}

function serveCard(socket: Socket, card: VirtualCard, events: CardEvents & { onPowered(): void }): void {
  let isPowered = false
  const chip = createChip(card)
  const atr = atrOf(card)
  const reader = createVpcdFrameReader()

  const answer = async (request: VpcdRequest): Promise<void> => {
    if (request.kind === 'send-atr') {
      socket.write(encodeVpcdFrame(atr))
      if (isPowered) events.onPowered()
      return
    }
    if (request.kind !== 'apdu') {
      isPowered = request.kind !== 'power-off'
      chip.reset()
      return
    }
    const reply = chip.answer(request.bytes)
    if (reply.kind === 'silence') {
      events.onApdu(request.bytes, undefined)
      return
    }
    if (reply.delayMs > 0) await delay(reply.delayMs)
    const frame = encodeVpcdFrame(reply.bytes)
    events.onApdu(request.bytes, reply.bytes)
    if (!reply.tear) {
      socket.write(frame)
      return
    }
    events.onTorn()
    socket.end(reply.tear === 'within' ? frame.subarray(0, Math.floor(frame.length / 2)) : frame)
  }

  let turn = Promise.resolve()
  socket.on('data', (chunk) => {
    for (const request of reader.push(chunk)) turn = turn.then(() => answer(request))
  })
  socket.on('error', () => socket.destroy())
}

function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, timeout: TAKEN_TIMEOUT_MS })
    const refuse = (): void => {
      socket.destroy()
      reject(new Error(`no virtual reader takes a card at port ${port}`))
    }
    socket.once('error', refuse)
    socket.once('timeout', refuse)
    socket.once('connect', () => {
      socket.removeListener('error', refuse)
      socket.removeListener('timeout', refuse)
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}
