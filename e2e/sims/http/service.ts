import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createHttpsServer, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import type { Peer, Reply, Request, Route } from './exchange.ts'
import type { Fault, FaultBox } from './faults.ts'
import type { LiveLog } from './liveLog.ts'
import { createRouteTable } from './routeTable.ts'
import type { SimulatedClock } from './simulatedClock.ts'

/** One door of a service: a port, its label, and TLS unless it is a loopback-only switch board. */
export interface Listener {
  readonly label: string
  readonly port: number
  readonly tls?: ServerOptions
}

export interface ServiceOptions {
  readonly name: string
  readonly listeners: readonly Listener[]
  readonly routes: readonly Route[]
  readonly clock: SimulatedClock
  /** Largest request body in bytes. */
  readonly bodyLimit: number
  readonly log?: LiveLog
  readonly faults?: FaultBox
  /** The answer to what no route can take: 404 unknown path, 405 wrong method, 413 too large, 500 broken handler. */
  failure(status: 404 | 405 | 413 | 500, request: Pick<Request, 'path' | 'dataCentre'>): Reply
  /** How this service says a `code` fault. */
  codeReply(code: string, path: string): Reply
  /** A last word on each answer before it leaves, for the log. */
  note?(request: Request, reply: Reply): string
}

/** A running service. */
export interface Service {
  close(): Promise<void>
  /** Stops listening and cuts every connection (`false`), or listens again on the same ports. */
  setListening(listening: boolean): Promise<void>
}

const GARBAGE = '<html><body>nginx 502 \u0000 not what you asked for'

/** Starts a service on all its listeners, over one set of routes and one state. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const doors = options.listeners.map((listener) => openDoor(listener, requestListener(options, listener.label)))
  await Promise.all(doors.map((door) => door.listen()))
  return {
    close: async () => {
      await Promise.all(doors.map((door) => door.shut()))
    },
    setListening: async (listening) => {
      await Promise.all(doors.map((door) => (listening ? door.listen() : door.shut())))
    },
  }
}

function openDoor(listener: Listener, onRequest: RequestListener): { listen(): Promise<void>; shut(): Promise<void> } {
  const sockets = new Set<Socket>()
  const server: Server = listener.tls ? createHttpsServer(listener.tls, onRequest) : createHttpServer(onRequest)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        if (server.listening) {
          resolve()
          return
        }
        server.once('error', reject)
        server.listen(listener.port, '127.0.0.1', () => {
          server.removeListener('error', reject)
          resolve()
        })
      }),
    shut: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        if (server.listening) server.close(() => resolve())
        else resolve()
      }),
  }
}

function requestListener(options: ServiceOptions, dataCentre: string): RequestListener {
  const find = createRouteTable(options.routes)

  const work = async (message: IncomingMessage, path: string, query: URLSearchParams): Promise<Reply> => {
    const body = await bodyOf(message, options.bodyLimit)
    if (!body) return options.failure(413, { path, dataCentre })
    const method = message.method ?? ''
    const { match, pathKnown } = find(method, path)
    if (!match) return options.failure(pathKnown ? 405 : 404, { path, dataCentre })
    const request: Request = {
      method,
      path,
      query,
      headers: message.headers,
      params: match.params,
      body,
      peer: peerOf(message),
      dataCentre,
    }
    const reply = await match.route.handle(request)
    options.log?.write(
      `${options.name} ${dataCentre}`,
      `${method} ${path} → ${reply.status} ${options.note?.(request, reply) ?? ''}`.trimEnd(),
    )
    return reply
  }

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(message.url ?? '/', 'http://simulator.invalid')
    const fault = options.faults?.take(url.pathname, dataCentre)
    if (fault)
      options.log?.write(
        `${options.name} ${dataCentre}`,
        `${message.method} ${url.pathname} ✗ ${fault.kind} ${fault.code ?? fault.status ?? ''}`.trimEnd(),
      )
    if (fault && !isProcessed(fault)) {
      await fail(fault, options, message, response, url.pathname)
      return
    }
    const reply = await work(message, url.pathname, url.searchParams).catch((error: unknown) => {
      // A client that hung up in the middle is no error of ours.
      if (message.destroyed && !message.complete) return { status: 400 }
      console.error(`${options.name}: ${url.pathname}`, error)
      return options.failure(500, { path: url.pathname, dataCentre })
    })
    if (fault?.kind === 'slow') await delay(fault.delayMs ?? 1000)
    else if (fault?.kind === 'truncated') {
      sendHalf(response, reply)
      return
    } else if (fault) {
      await fail(fault, options, message, response, url.pathname)
      return
    }
    send(response, reply, options.clock)
  }

  return (message, response) => {
    response.sendDate = false
    void answer(message, response)
  }
}

function isProcessed(fault: Fault): boolean {
  return ['lost-reply', 'truncated', 'slow'].includes(fault.kind) || fault.processed === true
}

async function fail(
  fault: Fault,
  options: ServiceOptions,
  message: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  switch (fault.kind) {
    case 'http-status': {
      const headers = fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) }
      send(response, { status: fault.status ?? 503, headers, body: 'service unavailable' }, options.clock)
      return
    }
    case 'garbage':
      send(response, { status: 200, headers: { 'Content-Type': 'text/html' }, body: GARBAGE }, options.clock)
      return
    case 'code':
      send(response, options.codeReply(fault.code ?? '', path), options.clock)
      return
    case 'lost-reply':
    case 'refuse':
      message.socket.destroy()
      return
    case 'timeout':
    case 'slow':
    case 'truncated':
      message.resume()
      return
  }
}

function send(response: ServerResponse, reply: Reply, clock: SimulatedClock): void {
  if (response.destroyed) return
  const raw = typeof reply.body === 'string' || Buffer.isBuffer(reply.body)
  const text = reply.body === undefined ? '' : raw ? (reply.body as string | Buffer) : JSON.stringify(reply.body)
  const type = raw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8'
  response.writeHead(reply.status, {
    ...(reply.body === undefined ? {} : { 'Content-Type': type }),
    Date: new Date(clock.now()).toUTCString(),
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(text),
    ...reply.headers,
  })
  response.end(text)
}

/** The head says how long the answer is, and the connection ends before that. */
function sendHalf(response: ServerResponse, reply: Reply): void {
  const body = Buffer.isBuffer(reply.body) ? reply.body : Buffer.from(JSON.stringify(reply.body ?? {}))
  response.writeHead(reply.status, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length })
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
}

async function bodyOf(message: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size <= limit) chunks.push(bytes)
  }
  return size <= limit ? Buffer.concat(chunks) : undefined
}

function peerOf(message: IncomingMessage): Peer {
  const subject = message.socket instanceof TLSSocket ? message.socket.getPeerCertificate().subject : undefined
  return { commonName: single(subject?.CN), organizationalUnit: single(subject?.OU) }
}

function single(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
