import { gunzipSync } from 'node:zlib'
import { jsonOf, type Reply, type Request } from '../http/exchange.ts'
import { problem } from './problem.ts'

/** Largest body, before and after decompression. */
export const BODY_LIMIT = 4 * 1024 * 1024

/** The JSON of a body that may be gzip, or the problem that refuses it. */
export function readJson(request: Request): { readonly json: unknown } | { readonly refusal: Reply } {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'gzip' && encoding !== 'identity') {
    return { refusal: problem(415, 'UNSUPPORTED_ENCODING', 'Content-Encoding is gzip or identity') }
  }
  try {
    const body = encoding === 'gzip' ? gunzipSync(request.body, { maxOutputLength: BODY_LIMIT }) : request.body
    const json = jsonOf(body)
    return json === undefined ? { refusal: problem(400, 'INVALID', 'the body is not JSON') } : { json }
  } catch (error) {
    const tooLarge = error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    return {
      refusal: tooLarge
        ? problem(413, 'TOO_LARGE', 'the body is larger than 4 MiB')
        : problem(400, 'INVALID', 'the body is not gzip'),
    }
  }
}
