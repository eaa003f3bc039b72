import { readFileSync, writeFileSync } from 'node:fs'
import { openConnection } from '../sqliteConnection.ts'

const pageBytes = 4_096

/** Turns a bit over in the middle of one payload of several pages, in the file of a store that nobody has open. */
export const damageOnePayload = (file: string, key: Uint8Array): void => {
  const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 1_000 })
  db.pragma('wal_checkpoint(TRUNCATE)')
  const page = db
    .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'outbox_payload' AND pagetype = 'overflow'`)
    .pluck()
    .get()
  db.close()
  if (page === undefined) throw new Error('no payload of several pages')
  const bytes = readFileSync(file)
  const at = (page - 1) * pageBytes + 700
  bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at)
  writeFileSync(file, bytes)
}
