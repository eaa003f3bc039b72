import { createHash } from 'node:crypto'
import type { Reply, Request } from '../http/exchange.ts'
import type { JsonFile } from '../persistence/jsonFile.ts'
import { problem } from './problem.ts'
import type { CloudState } from './state.ts'
import { isUuid } from './visitRecord.ts'

/** Keys are kept for 90 days. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000

/**
 * Runs `work` once for an Idempotency-Key of a clinic: the same key and body replay the first answer, another body is 409.
 * Only answers of work that was done are remembered, so that a refused body can be put right under the same key.
 */
export function once(
  file: JsonFile<CloudState>,
  now: number,
  request: Request,
  json: unknown,
  work: () => Reply,
): Reply {
  const key = request.headers['idempotency-key']
  if (!isUuid(key)) return problem(400, 'IDEMPOTENCY_KEY_REQUIRED', 'Idempotency-Key is a UUID')
  const place = `${request.peer.commonName}/${request.path}/${key.toLowerCase()}`
  const bodySha256 = createHash('sha256').update(JSON.stringify(json)).digest('hex')
  const remembered = file.value.answers[place]
  if (remembered && now - remembered.at < KEPT_MS) {
    return remembered.bodySha256 === bodySha256
      ? { status: remembered.status, body: remembered.body }
      : problem(409, 'IDEMPOTENCY_MISMATCH', 'the key was used with another body')
  }
  const reply = work()
  if (reply.status < 300) {
    file.value.answers[place] = { bodySha256, status: reply.status, body: reply.body, at: now }
    file.save()
  }
  return reply
}
