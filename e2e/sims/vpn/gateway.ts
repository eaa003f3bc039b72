import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** What a gateway does with connections: pass, refuse and cut, swallow everything, or pass late. */
export type GatewayState =
  | { readonly kind: 'pass' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'black-hole' }
  | { readonly kind: 'slow'; readonly delayMs: number }

/** A TCP gateway between the workstation and one server. */
export interface Gateway {
  readonly name: string
  readonly state: GatewayState
  setState(state: GatewayState): Promise<void>
  close(): Promise<void>
}

/** Opens a gateway that passes. Cutting closes its port and every connection; the others keep the port open. */
export async function openGateway(name: string, port: number, targetPort: number): Promise<Gateway> {
  const sockets = new Set<Socket>()
  let state: GatewayState = { kind: 'pass' }

  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  const server: Server = createServer({ noDelay: true }, (incoming) => {
    keep(incoming)
    const outgoing = connect({ port: targetPort, host: '127.0.0.1', noDelay: true })
    keep(outgoing)
    forward(incoming, outgoing, () => state)
    forward(outgoing, incoming, () => state)
  })

  const shut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }

  const open = (): Promise<void> =>
    new Promise((resolve, reject) => {
      if (server.listening) {
        resolve()
        return
      }
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject)
        resolve()
      })
    })

  await open()
  return {
    name,
    get state() {
      return state
    },
    async setState(next) {
      const leavesBlackHole = state.kind === 'black-hole' && next.kind !== 'black-hole'
      state = next
      if (next.kind === 'cut') {
        await shut()
        return
      }
      // Bytes were swallowed, so no connection from that time can be whole again.
      if (leavesBlackHole) for (const socket of sockets) socket.destroy()
      await open()
    },
    close: shut,
  }
}

/** Sends every chunk on in its order, as the state of the moment wants it. */
function forward(from: Socket, to: Socket, stateNow: () => GatewayState): void {
  let turn: Promise<void> = Promise.resolve()
  from.on('data', (chunk) => {
    const state = stateNow()
    if (state.kind === 'black-hole') return
    turn = turn.then(async () => {
      if (state.kind === 'slow') await delay(state.delayMs)
      if (!to.destroyed) to.write(chunk)
    })
  })
  from.on('end', () => {
    turn = turn.then(() => {
      if (!to.destroyed) to.end()
    })
  })
  from.on('close', () => {
    turn = turn.then(() => {
      if (from.destroyed && !to.destroyed) to.destroySoon()
    })
  })
}
