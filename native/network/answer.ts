import type { z } from 'zod'

/**
 * Why a call over the network brought no usable answer, told apart by what may have happened at the other end.
 *
 * - `no-connection`: the request never left this PC, so nothing has happened there. `reason` is the system's code (ECONNREFUSED,
 *   ENOTFOUND, CONNECT_TIMEOUT …).
 * - `certificate`: TLS was refused by us (another fingerprint, unknown CA, wrong name, expired) or by the server (our client
 *   certificate). Nothing has happened there either.
 * - `reply-lost`: the request was sent, and no answer or half an answer came back. It may have been carried out.
 * - `http`: a whole answer with a status of 400 or more. `code` is the `code` of an application/problem+json body, else null.
 *   `retryAfterMs` is Retry-After as a waiting time, else null. A 5xx may have been carried out.
 * - `bad-reply`: an answer that cannot be understood; it may have been carried out. Redirects are among these: never followed.
 */
export type NetworkFailure =
  | { readonly kind: 'no-connection'; readonly reason: string }
  | {
      readonly kind: 'certificate'
      readonly reason: 'not-pinned' | 'fingerprint' | 'untrusted' | 'client-refused' | 'unusable'
      readonly code: string
    }
  | { readonly kind: 'reply-lost'; readonly reason: 'time-out' | 'cut' | 'aborted' }
  | {
      readonly kind: 'http'
      readonly status: number
      readonly retryAfterMs: number | null
      readonly code: string | null
    }
  | {
      readonly kind: 'bad-reply'
      readonly reason: 'not-json' | 'schema' | 'too-large' | 'redirect'
      readonly status: number
    }

/** What a JSON call answers with. `serverOffsetMs` is this answer's server time minus PC time; null without a Date header. */
export type JsonAnswer<T> =
  | { readonly ok: true; readonly value: T; readonly status: number; readonly serverOffsetMs: number | null }
  | { readonly ok: false; readonly failure: NetworkFailure; readonly serverOffsetMs: number | null }

/** One call. `body` is sent as JSON; undefined sends none. */
export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Appended to the base URL (which may have a path of its own): `/records?cursor=x`. */
  readonly path: string
  readonly body?: unknown
  /** Added to, and stronger than, the client's own (content-type, accept). */
  readonly headers?: Readonly<Record<string, string>>
  /** Compresses the body (Content-Encoding: gzip). */
  readonly gzip?: boolean
  /** JSON that is a gzip file already, sent as it is in place of `body`. */
  readonly gzipped?: Uint8Array
  /** Overrides the client's limit for this call: from the call to the last byte of the answer. */
  readonly timeoutMs?: number
  /**
   * Any whole answer below 500 counts, whatever it says: its body is not looked at, and the schema gets `undefined`. For asking
   * whether anybody answers.
   */
  readonly anyAnswer?: boolean
  /**
   * Opens a connection for this call alone. An idle connection that the server closes at the very moment of sending looks like a
   * lost reply; a call that must not be repeated avoids that at the price of one more handshake.
   */
  readonly freshConnection?: boolean
  /** Gives the call up: `no-connection` (reason ABORTED) when nothing was sent, else `reply-lost`. */
  readonly signal?: AbortSignal
}

/** HTTPS and JSON to one base URL. Never throws for what a network or a server does. */
export interface JsonClient {
  readonly baseUrl: string
  /** The answer's body is parsed by `schema`; an empty body (204) is given to it as `undefined`. */
  request<S extends z.ZodType>(request: JsonRequest, schema: S): Promise<JsonAnswer<z.output<S>>>
  /** Server time minus this PC's time in ms by the newest answer with a Date header (whole seconds); null before the first. */
  serverOffsetMs(): number | null
  /** Ends every connection at once; calls under way end as `no-connection` or `reply-lost`. */
  close(): Promise<void>
}
