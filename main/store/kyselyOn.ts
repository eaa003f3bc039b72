import type { Database } from 'better-sqlite3'
import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  DummyDriver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Tables } from './schema.ts'
import { isUnreadable } from './sqliteErrors.ts'
import { createStatementCache, type PreparedStatement } from './statementCache.ts'

export interface KyselyOptions {
  readonly onlyInTransaction: boolean
  /** A statement met a page that is damaged. */
  readonly onUnreadable?: () => void
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database
  readonly #statement: (text: string) => PreparedStatement
  readonly #onlyInTransaction: boolean
  readonly #onUnreadable: () => void

  constructor(database: Database, options: KyselyOptions) {
    this.#database = database
    this.#statement = createStatementCache(database)
    this.#onlyInTransaction = options.onlyInTransaction
    this.#onUnreadable = options.onUnreadable ?? (() => undefined)
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    // A query that was not awaited inside its transaction would otherwise commit on its own.
    if (this.#onlyInTransaction && !this.#database.inTransaction) {
      return Promise.reject(new Error('a write handle was used outside its transaction'))
    }
    try {
      const statement = this.#statement(query.sql)
      // Kysely types rows by the query it built; the driver can only say that they are rows.
      if (statement.reader) return Promise.resolve({ rows: statement.all(...query.parameters) as Row[] })
      const { changes } = statement.run(...query.parameters)
      return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes) })
    } catch (error) {
      if (isUnreadable(error)) this.#onUnreadable()
      return Promise.reject(error)
    }
  }

  // biome-ignore lint/correctness/useYield: the interface demands it, and no query of ours is streamed
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('the store does not stream')
  }
}

/** Kysely's own executor takes and gives back a connection around each query; here there is only the one, always at hand. */
class DirectExecutor extends DefaultQueryExecutor {
  readonly #connection: SqliteConnection

  constructor(connection: SqliteConnection) {
    super(new SqliteQueryCompiler(), new SqliteAdapter(), { provideConnection: (consumer) => consumer(connection) })
    this.#connection = connection
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#connection.executeQuery(query)
  }
}

/**
 * Kysely on one open connection, whose life belongs to the store. Transactions are the store's own, because they have to begin
 * IMMEDIATE; with `onlyInTransaction` every query outside one is refused.
 */
export const kyselyOn = (database: Database, options: KyselyOptions): Kysely<Tables> => {
  const driver: Driver = new DummyDriver()
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
  const executor = new DirectExecutor(new SqliteConnection(database, options))
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor })
}
