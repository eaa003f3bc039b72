import type { Database } from 'better-sqlite3'
import { type AppError, ok, type Result } from '../../preload/contract/result.ts'
import type { ReadDb, Store, WriteTx } from './handles.ts'
import { kyselyOn } from './kyselyOn.ts'
import { WriteRefused } from './refuse.ts'
import { writeFailure } from './sqliteErrors.ts'
import { createWalCheckpoint } from './walCheckpoint.ts'
import { createQueue } from './writeQueue.ts'

/** The longest pause between two tries to get the lock. */
const longestPauseMs = 8

/**
 * Begins a transaction once no other process holds the write lock, as long as the connection's own timeout says. The driver would wait in
 * the middle of the program, which hears and draws nothing meanwhile; so it is told not to wait, and asked again.
 */
const beginSoon = (writer: Database): (() => Promise<void>) => {
  const patienceMs = Number(writer.pragma('busy_timeout', { simple: true }))
  writer.pragma('busy_timeout = 0')
  const begin = writer.prepare('BEGIN IMMEDIATE')
  return async () => {
    const until = performance.now() + patienceMs
    for (let pauseMs = 1; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      try {
        begin.run()
        return
      } catch (error) {
        if (writeFailure(error)?.code !== 'STORE_BUSY' || performance.now() >= until) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** The store on two open connections: one that writes, in one transaction at a time, and one that can only read. */
export const createStore = (
  writer: Database,
  reader: Database,
  /** Why nothing may be written now (a disk nearly full, a damaged file); null when it may. */
  writeProblem: () => AppError | null = () => null,
  /** A page was met that is damaged; the statement that met it fails all the same. */
  onUnreadable: () => void = () => undefined,
): Store => {
  const readDb = kyselyOn(reader, { onlyInTransaction: false, onUnreadable })
  const writeDb = kyselyOn(writer, { onlyInTransaction: true, onUnreadable })
  const begin = beginSoon(writer)
  const commit = writer.prepare('COMMIT')
  const queue = createQueue()
  const checkpoint = createWalCheckpoint(writer)

  const transact = async <T>(work: (tx: WriteTx) => Promise<T>): Promise<Result<T>> => {
    const problem = writeProblem()
    if (problem !== null) return { ok: false, error: problem }
    try {
      await begin()
      // The brand says what is true from here to COMMIT.
      const value = await work(writeDb as unknown as WriteTx)
      commit.run()
      checkpoint.committed()
      return ok(value)
    } catch (error) {
      // Some errors (a full disk) have rolled back already.
      if (writer.inTransaction) writer.exec('ROLLBACK')
      if (error instanceof WriteRefused) return { ok: false, error: error.refusal }
      const failure = writeFailure(error)
      if (failure === null) throw error
      return { ok: false, error: failure }
    }
  }

  return {
    db: readDb as unknown as ReadDb,
    write: (work) => queue(() => transact(work)),
    close: () =>
      queue(() => {
        checkpoint.stop()
        reader.close()
        writer.close()
        return Promise.resolve()
      }),
  }
}
