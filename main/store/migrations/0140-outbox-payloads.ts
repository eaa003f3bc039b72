import { hash } from 'node:crypto'
import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'

export const version = 140

const rowsAtATime = 500

/** CRC-32 and length of the text, then deflate blocks that end on a byte and know nothing of what is before them. */
const packed = (text: string): Buffer => {
  const plain = Buffer.from(text, 'utf8')
  const head = Buffer.alloc(8)
  head.writeUInt32LE(crc32(plain), 0)
  head.writeUInt32LE(plain.length, 4)
  return Buffer.concat([head, deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH })])
}

/**
 * What a row of the outbox carries moves to a table of its own, packed, and is never changed there: a change of a row's state wrote
 * the payload anew each time, encrypted. Where the receiver has added something, the new payload is a further row. The hash in
 * `outbox` is that of the packed payload from now on.
 */
export const up = (db: Database): void => {
  db.exec(`
    CREATE TABLE outbox_payload (
      outbox_id TEXT NOT NULL REFERENCES outbox (id),
      number INTEGER NOT NULL,
      packed BLOB NOT NULL,
      PRIMARY KEY (outbox_id, number)
    );
  `)
  const read = db.prepare<[number], { place: number; id: string; payload: string }>(
    `SELECT rowid AS place, id, payload FROM outbox WHERE rowid > ? ORDER BY rowid LIMIT ${rowsAtATime}`,
  )
  const keep = db.prepare('INSERT INTO outbox_payload (outbox_id, number, packed) VALUES (?, 1, ?)')
  const rehash = db.prepare('UPDATE outbox SET payload_hash = ? WHERE rowid = ?')
  let place = 0
  for (let rows = read.all(place); rows.length > 0; rows = read.all(place)) {
    for (const row of rows) {
      const payload = packed(row.payload)
      keep.run(row.id, payload)
      rehash.run(hash('sha256', payload), row.place)
      place = row.place
    }
  }
  db.exec(`
    ALTER TABLE outbox DROP COLUMN payload;
    CREATE TRIGGER outbox_payload_never_changed BEFORE UPDATE ON outbox_payload
    BEGIN
      SELECT RAISE(ABORT, 'a payload of the outbox is never changed');
    END;
    CREATE TRIGGER outbox_payload_never_deleted BEFORE DELETE ON outbox_payload
    BEGIN
      SELECT RAISE(ABORT, 'a payload of the outbox is never deleted');
    END;
  `)
}
