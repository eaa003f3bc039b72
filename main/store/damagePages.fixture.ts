import { readFileSync, writeFileSync } from 'node:fs'
import { openConnection } from './sqliteConnection.ts'

const pageBytes = 4_096

/** Turns a bit over in the first pages of a table, in the file of a store that nobody has open. `most`: in no more than so many. */
export const damagePages = (
  file: string,
  key: Uint8Array,
  { table, type, most }: { readonly table: string; readonly type: 'leaf' | 'overflow'; readonly most: number },
): void => {
  const db = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 1_000 })
  db.pragma('wal_checkpoint(TRUNCATE)')
  const pages = db
    .prepare<[string, string, number], number>('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ? LIMIT ?')
    .pluck()
    .all(table, type, most)
  db.close()
  if (pages.length === 0) throw new Error(`${table} has no such page`)
  const bytes = readFileSync(file)
  for (const page of pages) {
    const at = (page - 1) * pageBytes + 700
    bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at)
  }
  writeFileSync(file, bytes)
}
