import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Gateway, openGateway } from './gateway.ts'

let target: Server
let gateway: Gateway
let port: number

beforeEach(async () => {
  target = createServer((socket) => socket.pipe(socket))
  target.listen(0, '127.0.0.1')
  await once(target, 'listening')
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  port = (probe.address() as AddressInfo).port
  probe.close()
  await once(probe, 'close')
  gateway = await openGateway('test', port, (target.address() as AddressInfo).port)
})

afterEach(async () => {
  await gateway.close()
  target.close()
})

async function openSocket(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => {})
  return socket
}

async function echo(socket: Socket, text: string): Promise<string> {
  socket.write(text)
  const [chunk] = await once(socket, 'data')
  return String(chunk)
}

describe('gateway', () => {
  it('passes both ways, also late and in order', async () => {
    const socket = await openSocket()
    expect(await echo(socket, 'one')).toBe('one')
    await gateway.setState({ kind: 'slow', delayMs: 20 })
    expect(await echo(socket, 'two')).toBe('two')
    socket.destroy()
  })

  it('cuts connections and refuses new ones until it passes again', async () => {
    const socket = await openSocket()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await gateway.setState({ kind: 'cut' })
    await closed
    await expect(openSocket()).rejects.toThrow(/ECONNREFUSED/)
    await gateway.setState({ kind: 'pass' })
    const next = await openSocket()
    expect(await echo(next, 'back')).toBe('back')
    next.destroy()
  })

  it('swallows everything as a black hole, and cuts what was swallowed when it ends', async () => {
    await gateway.setState({ kind: 'black-hole' })
    const socket = await openSocket()
    let heard = false
    socket.on('data', () => {
      heard = true
    })
    socket.write('hello')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await gateway.setState({ kind: 'pass' })
    await closed
    expect(heard).toBe(false)
  })
})
