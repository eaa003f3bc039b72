import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { type AppError, fail, ok, type Result } from '../../preload/contract/result.ts'
import { createStore } from './createStore.ts'
import type { Store } from './handles.ts'
import { checkKey, keepKeyCheck } from './keyCheck.ts'
import { migrate, newestVersion, writeNothing } from './migrate.ts'
import { copyBeforeMigrating } from './migrationCopy.ts'
import { assertDurable, makeDurable, openConnection, schemaVersion } from './sqliteConnection.ts'
import { errorCodeOf, isInaccessible, isUnreadable, writeFailure } from './sqliteErrors.ts'
import { locationProblem } from './storeLocation.ts'

export type { Store } from './handles.ts'

export interface OpenStoreOptions {
  readonly file: string
  /** 32 random bytes (keyVault.ts). */
  readonly key: Uint8Array
  /** Path of a build of the driver for an older Electron (native/sqlite). */
  readonly nativeBinding?: string
  /** How long to wait for another process's transaction; 5 s. */
  readonly busyTimeoutMs?: number
  /** Lets a test meet a full disk: the file may not grow beyond so many pages of 4 KiB. */
  readonly maxPageCount?: number
  /** Asked before each write: why nothing may be written now, or null. */
  readonly writeProblem?: () => AppError | null
  /** The open store has met a page that is damaged. */
  readonly onUnreadable?: () => void
}

const usualBusyTimeoutMs = 5000

type Open = (readonly: boolean) => Database

/** The expected failures of opening; `keyCheck` tells a wrong key from a damaged file. */
const openFailure = (error: unknown, keyCheck: 'right' | 'wrong' | 'unknown'): AppError | null => {
  const details = { sqlite: errorCodeOf(error) }
  if (isUnreadable(error)) return fail(keyCheck === 'wrong' ? 'STORE_KEY_LOST' : 'STORE_CORRUPT', { details }).error
  if (isInaccessible(error)) return fail('STORE_LOCATION', { details: { problem: 'inaccessible', ...details } }).error
  return writeFailure(error)
}

/**
 * Looks at an existing file without changing anything in it: a database of a newer program must stay as that program left it.
 * Returns the schema's version, or null when only a writing connection can tell (a transaction has to be rolled back first).
 */
const peekVersion = (open: Open): number | null => {
  let probe: Database | undefined
  try {
    probe = open(true)
    return schemaVersion(probe)
  } catch (error) {
    const code = errorCodeOf(error) ?? ''
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) return null
    throw error
  } finally {
    probe?.close()
  }
}

const fromFuture = (version: number): Result<never> =>
  fail('STORE_FROM_FUTURE', { details: { version, known: newestVersion } })

/** Opens the writing connection, takes the schema forward, and proves that commits are durable. */
const openWriter = (options: OpenStoreOptions, open: Open, existing: boolean): Result<Database> => {
  const writer = open(false)
  try {
    const version = schemaVersion(writer)
    if (version > newestVersion) {
      writer.close()
      return fromFuture(version)
    }
    makeDurable(writer)
    if (options.maxPageCount !== undefined) writer.pragma(`max_page_count = ${options.maxPageCount}`)
    if (existing && version > 0 && version < newestVersion) copyBeforeMigrating(writer, options.file, version)
    migrate(writer)
    writeNothing(writer)
    assertDurable(writer)
    return ok(writer)
  } catch (error) {
    writer.close()
    throw error
  }
}

/**
 * Opens the clinic's encrypted database, making it when there is none, and takes its schema forward; the file as it was before
 * is kept beside it. Two connections: one for `write`, one that can only read.
 *
 * Errors: `STORE_LOCATION` (details.problem: `network`, `missing`, `inaccessible`), `STORE_KEY_LOST` (the file was made with
 * another key), `STORE_CORRUPT`, `STORE_FROM_FUTURE` (details.version and details.known; nothing in the file was touched),
 * `STORE_FULL`, `STORE_BUSY`.
 */
export const openStore = async (options: OpenStoreOptions): Promise<Result<Store>> => {
  const { file, key, nativeBinding, busyTimeoutMs = usualBusyTimeoutMs } = options
  const problem = locationProblem(file)
  if (problem !== null) return fail('STORE_LOCATION', { details: { problem } })
  const open: Open = (readonly) => openConnection({ file, key, readonly, nativeBinding, busyTimeoutMs })
  const existing = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
  const keyCheck = existing ? await checkKey(file, key) : 'unknown'
  let writer: Database | undefined
  try {
    if (existing) {
      const version = peekVersion(open)
      if (version !== null && version > newestVersion) return fromFuture(version)
    } else {
      await keepKeyCheck(file, key)
    }
    const opened = openWriter(options, open, existing)
    if (!opened.ok) return opened
    writer = opened.value
    if (existing && keyCheck !== 'right') await keepKeyCheck(file, key)
    return ok(createStore(writer, open(true), options.writeProblem, options.onUnreadable))
  } catch (error) {
    writer?.close()
    const failure = openFailure(error, keyCheck)
    if (failure === null) throw error
    return { ok: false, error: failure }
  }
}
