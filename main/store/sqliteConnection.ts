import Sqlite, { type Database } from 'better-sqlite3'

export interface ConnectionOptions {
  readonly file: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly readonly: boolean
  /** Path of a build of the driver for an older Electron; undefined for the one inside the package. */
  readonly nativeBinding: string | undefined
  /** How long the connection waits for another process's transaction. */
  readonly busyTimeoutMs: number
}

const cacheKib = { readonly: 8192, writing: 4096 } as const

/** The WAL-reset race of older versions can lose committed writes when two processes have the file open. */
const oldestSafeVersion = [3, 51, 3] as const

const isSafeVersion = (version: string): boolean => {
  const parts = version.split('.').map(Number)
  for (const [index, least] of oldestSafeVersion.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part > least
  }
  return true
}

const assertVersion = (db: Database): void => {
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
  if (!isSafeVersion(version)) throw new Error(`SQLite ${version} is older than ${oldestSafeVersion.join('.')}`)
}

/** Gives the key in force its cipher; a wrong key only shows at the first read. */
const unlock = (db: Database, key: Uint8Array): void => {
  if (key.byteLength !== 32) throw new RangeError('the store key has 32 bytes')
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
}

/**
 * Opens one connection to an encrypted file. Throws the driver's errors, a wrong key's among them; the caller sorts them (sqliteErrors.ts).
 * Nothing is written to the file here.
 */
export const openConnection = (options: ConnectionOptions): Database => {
  const db = new Sqlite(options.file, {
    readonly: options.readonly,
    timeout: options.busyTimeoutMs,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  })
  try {
    unlock(db, options.key)
    // Preparing any statement reads the file, so this can't stand before the key.
    assertVersion(db)
    // Sorting and rolling back must not leave plain text in temporary files.
    db.pragma('temp_store = MEMORY')
    db.pragma('foreign_keys = ON')
    db.pragma(`cache_size = -${options.readonly ? cacheKib.readonly : cacheKib.writing}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The schema's version, which is also the first read that needs the right key. */
export const schemaVersion = (db: Database): number => Number(db.pragma('user_version', { simple: true }))

/**
 * Makes each commit reach the disk before it is reported. The driver is built to fall to NORMAL as soon as a connection meets a
 * WAL file, unless it has been told otherwise on that very connection.
 */
export const makeDurable = (db: Database): void => {
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal') throw new Error(`the store runs in journal mode ${String(mode)}, not WAL`)
  db.pragma('synchronous = FULL')
}

/** To be called after the first transaction of a connection: asked any earlier, the answer may be a lie. */
export const assertDurable = (db: Database): void => {
  const synchronous = db.pragma('synchronous', { simple: true })
  if (synchronous !== 2) throw new Error(`the store runs with synchronous = ${String(synchronous)}, not FULL`)
}
