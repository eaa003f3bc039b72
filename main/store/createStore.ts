import type { Database } from 'better-sqlite3'
import { type AppError, ok, type Result } from '../../preload/contract/result.ts'
import type { ReadDb, Store, WriteTx } from './handles.ts'
import { kyselyOn } from './kyselyOn.ts'
import { WriteRefused } from './refuse.ts'
import { writeFailure } from './sqliteErrors.ts'
import { createWalCheckpoint } from './walCheckpoint.ts'
import { createQueue } from './writeQueue.ts'

/** The store on two open connections: one that writes, in one transaction at a time, and one that can only read. */
export const createStore = (
  writer: Database,
  reader: Database,
  /** Why nothing may be written now (a disk nearly full, a damaged file); null when it may. */
  writeProblem: () => AppError | null = () => null,
): Store => {
  const readDb = kyselyOn(reader, { onlyInTransaction: false })
  const writeDb = kyselyOn(writer, { onlyInTransaction: true })
  const begin = writer.prepare('BEGIN IMMEDIATE')
  const commit = writer.prepare('COMMIT')
  const queue = createQueue()
  const checkpoint = createWalCheckpoint(writer)

  const transact = async <T>(work: (tx: WriteTx) => Promise<T>): Promise<Result<T>> => {
    const problem = writeProblem()
    if (problem !== null) return { ok: false, error: problem }
    try {
      begin.run()
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
