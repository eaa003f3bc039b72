import { createServer, type Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createJsonClient } from './jsonClient.ts'
import { loopbackConnector } from './loopbackConnector.ts'

/** This machine's address on its network; empty where it has none. */
const other =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? ''
const Reply = z.object({ ERRORCODE: z.int() })
let server: Server | null = null
let seen = 0

const listen = (host: string): Promise<number> =>
  new Promise((resolve) => {
    seen = 0
    server = createServer((_request, response) => {
      seen += 1
      response.end('{"ERRORCODE":0}')
    }).listen(0, host, () => {
      const address = server?.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

const clientOf = (baseUrl: string) =>
  createJsonClient({ baseUrl, tls: 'loopback', connectTimeoutMs: 1_000, timeoutMs: 2_000, maxBodyBytes: 1_000 })

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

describe('plain HTTP on this PC', () => {
  it.each(['localhost', '127.0.0.1'])('reaches a program by %s', async (host) => {
    const client = clientOf(`http://${host}:${await listen('127.0.0.1')}`)
    expect(await client.request({ method: 'POST', path: '/call', body: {} }, Reply)).toMatchObject({
      ok: true,
      value: { ERRORCODE: 0 },
    })
    await client.close()
  })

  it('says when nobody is there, so that nothing can have happened', async () => {
    const port = await listen('127.0.0.1')
    server?.close()
    const client = clientOf(`http://127.0.0.1:${port}`)
    expect(await client.request({ method: 'POST', path: '/call', body: {} }, Reply)).toMatchObject({
      ok: false,
      failure: { kind: 'no-connection', reason: 'ECONNREFUSED' },
    })
    await client.close()
  })

  it.each(['http://192.168.1.2:3033', 'http://localhost.example:3033', 'http://sdk.example', 'https://localhost:3033'])(
    'refuses %s',
    (baseUrl) => {
      expect(() => clientOf(baseUrl)).toThrow(TypeError)
    },
  )

  it.skipIf(other === '')('sends nothing to an address that is not of this PC, wherever the name has led', async () => {
    const port = await listen(other)
    const error = await new Promise<Error | null>((resolve) => {
      loopbackConnector(1_000)(
        { hostname: other, host: other, protocol: 'http:', port: String(port) },
        (...[failure, socket]) => {
          socket?.destroy()
          resolve(failure)
        },
      )
    })
    expect(error).toMatchObject({ code: 'NOT_THIS_PC' })
    expect(seen).toBe(0)
  })
})
