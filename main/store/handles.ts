import type { Kysely } from 'kysely'
import type { Result } from '../../preload/contract/result.ts'
import type { Tables } from './schema.ts'

declare const readable: unique symbol
declare const writable: unique symbol

/** A handle that can only ask. Reads on `store.db` see what has been committed, and nothing of a write under way. */
export type ReadDb = Pick<Kysely<Tables>, 'selectFrom' | 'getExecutor'> & { readonly [readable]: true }

/** A handle inside one write transaction; only `store.write` gives it. Reads through it see the transaction's own changes. */
export type WriteTx = ReadDb &
  Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom'> & { readonly [writable]: true }

/** The clinic's database of this desk. */
export interface Store {
  readonly db: ReadDb
  /**
   * Runs `work` in one transaction that holds the write lock, and answers once it is safely on the disk (FULL). Writes of one
   * process run one after the other: `work` may wait for store calls only, never for a network or a timer, and must not call
   * `write` again.
   *
   * Errors: `STORE_FULL` (nothing of the transaction is kept), `STORE_BUSY` (another process held the lock for too long), and
   * what the store's care refuses with (`STORE_FULL` before the disk is, `STORE_CORRUPT`), and
   * whatever `work` refuses with (`refuse`). Anything else that goes wrong is thrown, after rolling back.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<Result<T>>
  close(): Promise<void>
}
