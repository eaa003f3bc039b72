import type { IncomingHttpHeaders } from 'node:http'

/** The client certificate's subject; empty where the client showed none. */
export interface Peer {
  readonly commonName: string
  readonly organizationalUnit: string
}

/** One request, fully read. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** Named parts of the path, such as `recordId` of `/records/:recordId`. */
  readonly params: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly peer: Peer
  /** Label of the listener the request came in by: the data centre. */
  readonly dataCentre: string
}

/** One answer. A Buffer or string body goes out as it is, anything else as JSON; undefined is an empty body. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** What one method and path does. `path` may hold `:name` parts. */
export interface Route {
  readonly method: string
  readonly path: string
  handle(request: Request): Reply | Promise<Reply>
}

/** A 200 with a JSON body. */
export function ok(body: unknown): Reply {
  return { status: 200, body }
}

/** The JSON of a body, or undefined when it is none. */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
