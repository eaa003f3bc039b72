import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import type { Credential } from './certificates.ts'

/** A request as the test's server saw it. */
export interface SeenRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export type Respond = (request: SeenRequest, response: ServerResponse, socket: Socket) => void

/** A real HTTPS server on this PC, for tests. */
export interface LocalServer {
  readonly baseUrl: string
  readonly seen: SeenRequest[]
  close(): Promise<void>
}

export const sendJson = (response: ServerResponse, body: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** The JSON of a request's body, unzipped where it was sent zipped. */
export const bodyOf = (request: SeenRequest): unknown => {
  const plain = request.headers['content-encoding'] === 'gzip' ? gunzipSync(request.body) : request.body
  return plain.length === 0 ? undefined : JSON.parse(plain.toString('utf8'))
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })

export const startLocalServer = async (
  credential: Credential,
  respond: Respond,
  options: ServerOptions & { readonly port?: number } = {},
): Promise<LocalServer> => {
  const seen: SeenRequest[] = []
  const server = createServer({ cert: credential.certPem, key: credential.keyPem, ...options }, (request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => response.destroy())
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const entry: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      }
      seen.push(entry)
      respond(entry, response, request.socket)
    })
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  // A client that refuses our certificate or cuts the line is the test's purpose, not an error of the server.
  server.on('tlsClientError', () => undefined)
  server.on('clientError', (_error, socket) => socket.destroy())
  const port = await listen(server, options.port ?? 0)
  return {
    baseUrl: `https://localhost:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        // closeAllConnections knows nothing of a connection that is still shaking hands, and close would wait for it for ever.
        for (const socket of sockets) socket.destroy()
      }),
  }
}
