import { createHash } from 'node:crypto'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import { sendFailedCode } from '../dispatch/target.ts'
import { cloudCodes } from './cloudAnswers.ts'

const uuidOf = (bytes: Buffer): string => {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** `lastCode` of rows for which no answer has been seen: their key may still be waiting for its answer. */
const unanswered: ReadonlySet<string | null> = new Set([
  null,
  sendFailedCode,
  cloudCodes.unreachable,
  cloudCodes.certificate,
  cloudCodes.replyLost,
])

/**
 * The Idempotency-Key of a push. It follows from what is pushed, so it needs no memory: the same rows give the same key (the
 * cloud replays its answer), another set of rows gives another key (so a key is never used with another body). A single row goes
 * under its own key; a set under a UUIDv8 of all their keys and hashes, in order.
 *
 * The cloud replays the first answer of a key for 90 days, also a 500 or a refusal that a person has since put back in line. So
 * once an answer was seen, the next try goes under a new key. Neither this nor a retry with another set can make two of one
 * record: the cloud knows each by its recordId and version and answers `duplicate`.
 *
 * @param salt not empty only after the cloud has called the plain key used up for something else
 */
export const pushKey = (rows: readonly OutboxRow[], salt = ''): string => {
  const [only] = rows
  const isFresh = rows.every((row) => unanswered.has(row.lastCode))
  if (only !== undefined && rows.length === 1 && isFresh && salt === '') return only.idempotencyKey
  const hash = createHash('sha256').update(salt)
  for (const row of rows) {
    const turn = unanswered.has(row.lastCode) ? '' : row.tries
    hash.update(`\n${row.idempotencyKey} ${row.payloadHash} ${turn}`)
  }
  return uuidOf(hash.digest())
}
