import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Result } from '../../../preload/contract/result.ts'
import type { OutboxRow } from '../../domain/outboxRow.ts'
import type { Store } from '../../store/handles.ts'
import { openStore } from '../../store/openStore.ts'
import { byId } from '../../store/outboxQueries.ts'
import { append } from '../../store/outboxRepository.ts'

/** A day's store, which may be closed, and opened again where its disk lets it. */
export interface DayStore {
  readonly file: string
  readonly key: Uint8Array
  readonly keyHex: string
  store(): Store
  open(): Promise<Result<Store>>
  close(): Promise<void>
  append(rows: readonly OutboxRow[]): Promise<Result<void>>
  row(id: string): Promise<OutboxRow>
}

export const dayStore = (folder: string): DayStore => {
  const file = join(folder, 'clinic.db')
  const key = new Uint8Array(randomBytes(32))
  let current: Store | null = null
  const store = (): Store => {
    if (current === null) throw new Error('the store is closed')
    return current
  }
  return {
    file,
    key,
    keyHex: Buffer.from(key).toString('hex'),
    store,
    open: async () => {
      const opened = await openStore({ file, key })
      if (opened.ok) current = opened.value
      return opened
    },
    close: async () => {
      await current?.close()
      current = null
    },
    append: (rows) => store().write((tx) => append(tx, rows)),
    row: async (id) => {
      const row = await byId(store().db, id)
      if (row === null) throw new Error('a row is gone')
      return row
    },
  }
}
