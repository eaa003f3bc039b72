import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { unpackText } from '../../main/store/packedText.ts'
import { openConnection } from '../../main/store/sqliteConnection.ts'

/**
 * Opens the store of a desk, which keeps its key as it is; `text_of` gives a packed text.
 *
 * @param file where the store itself lies
 * @param program `running`: only looked at, at one moment of a store that somebody writes to
 */
export const openStoreFile = (dataDirectory: string, file: string, program: 'dead' | 'running'): Database => {
  const { wrapped } = JSON.parse(readFileSync(join(dataDirectory, 'key.json'), 'utf8')) as { wrapped: string }
  const database = openConnection({
    file,
    key: Buffer.from(wrapped, 'base64'),
    readonly: program === 'running',
    nativeBinding: undefined,
    busyTimeoutMs: 5_000,
  })
  database.function('text_of', (packed) => (packed instanceof Uint8Array ? unpackText(packed) : null))
  database.exec('BEGIN')
  return database
}
