import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { z } from 'zod'
import type { JsonAnswer, JsonClient, JsonRequest, NetworkFailure } from './answer.ts'
import { mediaType, retryAfterMs, serverOffsetMs } from './answerHeaders.ts'
import { boundConnector } from './boundConnector.ts'
import { type AnswerHead, type Exchanged, exchange } from './exchange.ts'
import type { JsonClientOptions } from './jsonClientOptions.ts'

const gzipped = promisify(gzip)
const closed: Exchanged = { whole: false, head: null, failure: { kind: 'no-connection', reason: 'CLOSED' } }

/** undici is loaded by the first request: whoever only makes a client doesn't wait for it. */
const openConnections = async (options: JsonClientOptions, origin: string) => {
  const [{ Agent, Client }, { loopbackConnector }, { secureConnector }] = await Promise.all([
    import('undici'),
    import('./loopbackConnector.ts'),
    import('./secureConnector.ts'),
  ])
  const free =
    options.tls === 'loopback'
      ? loopbackConnector(options.connectTimeoutMs)
      : secureConnector(options.tls, options.connectTimeoutMs)
  const connect = options.interfaceName === undefined ? free : boundConnector(free, options.interfaceName)
  return { agent: new Agent({ connect }), fresh: () => new Client(origin, { connect }) }
}

/** Plain HTTP goes to this PC and nowhere else. */
const checkScheme = ({ protocol, hostname }: URL, tls: JsonClientOptions['tls']): void => {
  if (tls !== 'loopback' && protocol !== 'https:') throw new TypeError('baseUrl must be https')
  if (tls === 'loopback' && !(protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))) {
    throw new TypeError('baseUrl must be http on this PC')
  }
}

const ProblemSchema = z.object({ code: z.string().min(1).max(100) })

const parseJson = (body: Buffer): { readonly ok: true; readonly value: unknown } | { readonly ok: false } => {
  if (body.length === 0) return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch {
    return { ok: false }
  }
}

const httpFailure = (head: AnswerHead, body: Buffer): NetworkFailure => {
  const json = mediaType(head) === 'application/problem+json' ? parseJson(body) : { ok: false as const }
  const problem = json.ok ? ProblemSchema.safeParse(json.value) : null
  return {
    kind: 'http',
    status: head.status,
    retryAfterMs: retryAfterMs(head),
    code: problem?.success === true ? problem.data.code : null,
  }
}

const read = <S extends z.ZodType>(
  head: AnswerHead,
  body: Buffer,
  schema: S,
): { readonly value: z.output<S> } | { readonly failure: NetworkFailure } => {
  const bad = (reason: 'redirect' | 'not-json' | 'schema') => ({
    failure: { kind: 'bad-reply' as const, reason, status: head.status },
  })
  if (head.status >= 400) return { failure: httpFailure(head, body) }
  if (head.status >= 300) return bad('redirect')
  const json = parseJson(body)
  if (!json.ok) return bad('not-json')
  const parsed = schema.safeParse(json.value)
  return parsed.success ? { value: parsed.data } : bad('schema')
}

const encode = async (request: JsonRequest): Promise<{ headers: Record<string, string>; body: Uint8Array | null }> => {
  const ready = request.gzipped ?? null
  const plain = ready !== null || request.body === undefined ? null : Buffer.from(JSON.stringify(request.body), 'utf8')
  const zipped = ready !== null || (plain !== null && request.gzip === true)
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    ...(plain === null && ready === null ? {} : { 'content-type': 'application/json' }),
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
  }
  // Names in lower case, so that a caller's Content-Type replaces ours instead of standing beside it.
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value
  if (ready !== null) return { headers, body: ready }
  return { headers, body: zipped && plain !== null ? await gzipped(plain) : plain }
}

/**
 * A client for HTTPS and JSON to one base URL, over connections of its own. Throws only when `baseUrl` is no https URL (with
 * `loopback`: no http URL of this PC). A CA or key that cannot be read makes every call answer `certificate` (unusable).
 */
export const createJsonClient = (options: JsonClientOptions): JsonClient => {
  const url = new URL(options.baseUrl)
  checkScheme(url, options.tls)
  const basePath = url.pathname.replace(/\/+$/, '')
  const now = options.now ?? Date.now
  let connections: ReturnType<typeof openConnections> | null = null
  let isClosed = false
  let newestOffsetMs: number | null = null

  const send = async (request: JsonRequest): Promise<Exchanged> => {
    connections ??= openConnections(options, url.origin)
    const { headers, body } = await encode(request)
    const opened = await connections
    if (isClosed) return closed
    const fresh = request.freshConnection === true ? opened.fresh() : null
    const result = await exchange(fresh ?? opened.agent, {
      origin: url.origin,
      method: request.method,
      path: `${basePath}${request.path}`,
      headers,
      body,
      timeoutMs: request.timeoutMs ?? options.timeoutMs,
      maxBodyBytes: options.maxBodyBytes,
      signal: request.signal,
      now,
    })
    // Nothing is waited for: the answer is there, and closing must not delay it.
    if (fresh !== null) void fresh.destroy()
    return result
  }

  return {
    baseUrl: options.baseUrl,
    async request<S extends z.ZodType>(request: JsonRequest, schema: S): Promise<JsonAnswer<z.output<S>>> {
      const result = await send(request)
      const offsetMs = result.head === null ? null : serverOffsetMs(result.head)
      newestOffsetMs = offsetMs ?? newestOffsetMs
      if (!result.whole) return { ok: false, failure: result.failure, serverOffsetMs: offsetMs }
      const answers = request.anyAnswer === true && result.head.status < 500
      const answer = answers
        ? read({ ...result.head, status: 204 }, Buffer.alloc(0), schema)
        : read(result.head, result.body, schema)
      return 'failure' in answer
        ? { ok: false, failure: answer.failure, serverOffsetMs: offsetMs }
        : { ok: true, value: answer.value, status: result.head.status, serverOffsetMs: offsetMs }
    },
    serverOffsetMs: () => newestOffsetMs,
    async close() {
      isClosed = true
      await (await connections)?.agent.destroy()
    },
  }
}
