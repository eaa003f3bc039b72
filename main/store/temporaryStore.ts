import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '../../preload/contract/result.ts'
import type { Store, WriteTx } from './handles.ts'
import { openStore } from './openStore.ts'

/** A real, encrypted store in a folder of its own, for one test. */
export interface TemporaryStore {
  readonly store: Store
  readonly file: string
  readonly key: Uint8Array
  /** Runs a write that has to succeed. */
  must<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
  /** Closes the store and removes the folder. */
  dispose(): Promise<void>
}

/** The value of a result that a test relies on. */
export const okValue = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.details ?? {})}`)
  return result.value
}

export const openTemporaryStore = async (options: { readonly maxPageCount?: number } = {}): Promise<TemporaryStore> => {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-store-'))
  const file = join(folder, 'clinic.db')
  const key = new Uint8Array(randomBytes(32))
  const store = okValue(await openStore({ file, key, ...options }))
  return {
    store,
    file,
    key,
    must: async (work) => okValue(await store.write(work)),
    dispose: async () => {
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
