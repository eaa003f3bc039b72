import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

/** Whether the file's bytes are the ones named by an SRI text such as `sha512-…==` (one hash, sha256 or stronger). */
export async function hasIntegrity(path, expected) {
  const match = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/.exec(expected)
  if (!match) throw new TypeError(`not an integrity text: ${expected}`)
  const [, algorithm, digest] = match
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64') === digest
}
