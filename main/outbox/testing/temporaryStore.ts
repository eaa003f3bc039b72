import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { OutboxRow } from '../../domain/upload/outboxRow.ts'
import type { Store } from '../../store/handles.ts'
import { openStore } from '../../store/openStore.ts'
import * as outboxQueries from '../../store/outbox/outboxQueries.ts'
import * as outboxRepository from '../../store/outbox/outboxRepository.ts'
import { packText } from '../../store/packedText.ts'
import { hashPayload } from '../payload/openPayload.ts'

/** A real encrypted store in a folder of its own. */
export interface TemporaryStore {
  readonly store: Store
  readonly file: string
  readonly keyHex: string
  /** Appends rows and gives their ids. */
  append(...rows: readonly Partial<OutboxRow>[]): Promise<readonly string[]>
  row(id: string): Promise<OutboxRow>
  attempts(id: string): Promise<readonly outboxQueries.OutboxAttempt[]>
  dispose(): Promise<void>
}

/** A row as `closeVisit` would append it; what isn't given is made up. */
export const someRow = (row: Partial<OutboxRow>): outboxRepositoryRow => {
  const payload = row.payload ?? packText('{}')
  return {
    id: uuidv7(),
    target: 'nhi-upload',
    aggregateId: uuidv7(),
    sequence: 1,
    kind: 'visit',
    schemaVersion: 1,
    dueAt: Date.UTC(2026, 10, 23),
    nextTryAt: 0,
    idempotencyKey: uuidv7(),
    ...row,
    payload,
    payloadHash: row.payloadHash ?? hashPayload(payload),
  }
}
type outboxRepositoryRow = Parameters<typeof outboxRepository.append>[1][number]

export const openTemporaryStore = async (): Promise<TemporaryStore> => {
  const folder = mkdtempSync(join(tmpdir(), 'outbox-'))
  const file = join(folder, 'clinic.db')
  const key = randomBytes(32)
  const opened = await openStore({ file, key })
  if (!opened.ok) throw new Error(opened.error.code)
  const store = opened.value
  return {
    store,
    file,
    keyHex: key.toString('hex'),
    append: async (...rows) => {
      const appended = rows.map(someRow)
      const written = await store.write((tx) => outboxRepository.append(tx, appended))
      if (!written.ok) throw new Error(written.error.code)
      return appended.map(({ id }) => id)
    },
    row: async (id) => {
      const row = await outboxQueries.byId(store.db, id)
      if (row === null) throw new Error('no such row')
      return row
    },
    attempts: (id) => outboxQueries.attemptsOf(store.db, id),
    dispose: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
