import type { Database } from 'better-sqlite3'
import { writeFailure } from './sqliteErrors.ts'

/**
 * Pages after which a commit itself moves the WAL into the database. Far above the driver's 1,000, because such a commit takes
 * many times as long as the others; it is only the net under the quiet moments below.
 */
const limitPages = 6000

/** A pause in the writing long enough to be one. */
const quietMs = 1500

export interface WalCheckpoint {
  /** To be called after each commit. */
  committed(): void
  stop(): void
}

/** Moves the WAL into the database when nobody is waiting for a save. */
export const createWalCheckpoint = (db: Database): WalCheckpoint => {
  db.pragma(`wal_autocheckpoint = ${limitPages}`)
  let timer: NodeJS.Timeout | undefined
  const run = (): void => {
    timer = undefined
    if (!db.open || db.inTransaction) return
    try {
      // Passive: never waits for a reader or a writer.
      db.pragma('wal_checkpoint(PASSIVE)')
    } catch (error) {
      // A full disk here has lost nothing, for the WAL holds it all; the next save will say STORE_FULL if it has to.
      if (writeFailure(error) === null) throw error
    }
  }
  return {
    committed() {
      if (timer === undefined) timer = setTimeout(run, quietMs).unref()
      else timer.refresh()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
