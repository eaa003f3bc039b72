import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import type { NetworkFailure } from './answer.ts'
import { connectFailure } from './connectFailure.ts'

/** One HTTP request as bytes. */
export interface Exchange {
  readonly origin: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
  readonly timeoutMs: number
  readonly maxBodyBytes: number
  readonly signal: AbortSignal | undefined
  readonly now: () => number
}

/** The head of an answer; `sentAt` and `answeredAt` are PC times in epoch ms. */
export interface AnswerHead {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly sentAt: number
  readonly answeredAt: number
}

export type Exchanged =
  | { readonly whole: true; readonly head: AnswerHead; readonly body: Buffer }
  | { readonly whole: false; readonly head: AnswerHead | null; readonly failure: NetworkFailure }

/**
 * Sends one request and collects one answer. It ends exactly once, at the deadline at the latest, and it knows whether the request
 * had begun to leave this PC: undici calls `onRequestStart` when a checked connection is there and just before the first byte.
 * A request whose deadline passes while it still waits for a connection is never sent afterwards.
 */
export const exchange = (dispatcher: Dispatcher, request: Exchange): Promise<Exchanged> =>
  new Promise((resolve) => {
    let sentAt: number | null = null
    let head: AnswerHead | null = null
    let controller: Dispatcher.DispatchController | null = null
    let ended = false
    let received = 0
    const chunks: Buffer[] = []

    const end = (result: Exchanged): void => {
      if (ended) return
      ended = true
      clearTimeout(deadline)
      request.signal?.removeEventListener('abort', giveUp)
      resolve(result)
      if (!result.whole) controller?.abort(new Error('given up'))
    }
    const stop = (reason: 'time-out' | 'aborted'): void =>
      end({
        whole: false,
        head,
        failure:
          sentAt === null
            ? { kind: 'no-connection', reason: reason === 'time-out' ? 'TIMEOUT' : 'ABORTED' }
            : { kind: 'reply-lost', reason },
      })
    const giveUp = (): void => stop('aborted')
    const deadline = setTimeout(() => stop('time-out'), request.timeoutMs)
    if (request.signal?.aborted === true) return giveUp()
    request.signal?.addEventListener('abort', giveUp, { once: true })

    dispatcher.dispatch(
      {
        origin: request.origin,
        method: request.method,
        path: request.path,
        headers: { ...request.headers },
        body: request.body,
        // undici's own timers are coarse; the deadline above covers the whole call.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          if (ended) return started.abort(new Error('given up before sending'))
          controller = started
          sentAt = request.now()
        },
        onRequestUpgrade(_controller, status) {
          end({ whole: false, head, failure: { kind: 'bad-reply', reason: 'not-json', status } })
        },
        onResponseStart(_controller, status, headers) {
          if (status < 200) return
          const answeredAt = request.now()
          head = { status, headers, sentAt: sentAt ?? answeredAt, answeredAt }
        },
        onResponseData(_controller, chunk) {
          received += chunk.length
          if (received <= request.maxBodyBytes) chunks.push(chunk)
          else if (head !== null) {
            end({ whole: false, head, failure: { kind: 'bad-reply', reason: 'too-large', status: head.status } })
          }
        },
        onResponseEnd() {
          if (head !== null) end({ whole: true, head, body: Buffer.concat(chunks) })
        },
        onResponseError(_controller, error) {
          end({ whole: false, head, failure: connectFailure(error, sentAt !== null) })
        },
      },
    )
  })
