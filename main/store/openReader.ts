import type { ReadDb } from './handles.ts'
import { kyselyOn } from './kyselyOn.ts'
import { openConnection } from './sqliteConnection.ts'

export interface StoreReader {
  readonly db: ReadDb
  /** Everything that `work` reads is of one moment, whatever is written meanwhile. */
  snapshot<T>(work: () => Promise<T>): Promise<T>
  close(): void
}

export interface OpenReaderOptions {
  readonly file: string
  readonly key: Uint8Array
  readonly nativeBinding: string | undefined
}

const busyTimeoutMs = 10_000
/** Long reading looks at many pages once: more of the indexes stay in memory beside them. */
const cacheKib = 32_768

/**
 * Opens a store for reading only, in a process beside the one that has it open: nothing can be written by this, and its schema is
 * taken as it is. Throws the driver's errors.
 */
export const openReader = ({ file, key, nativeBinding }: OpenReaderOptions): StoreReader => {
  const database = openConnection({ file, key, readonly: true, nativeBinding, busyTimeoutMs })
  database.pragma(`cache_size = -${cacheKib}`)
  return {
    db: kyselyOn(database, { onlyInTransaction: false }) as unknown as ReadDb,
    snapshot: async (work) => {
      database.exec('BEGIN')
      try {
        return await work()
      } finally {
        database.exec('COMMIT')
      }
    },
    close: () => database.close(),
  }
}
