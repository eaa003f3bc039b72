import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { OutboxRow } from '../../main/domain/upload/outboxRow.ts'
import type { Store } from '../../main/store/handles.ts'
import { openStore } from '../../main/store/openStore.ts'
import { byId } from '../../main/store/outbox/outboxQueries.ts'
import { append } from '../../main/store/outbox/outboxRepository.ts'
import { insert as insertPatient } from '../../main/store/patient/patientRepository.ts'
import { syntheticEncounter, syntheticPatient } from '../../main/store/syntheticRecords.ts'
import { insert as insertEncounter } from '../../main/store/visit/encounterRepository.ts'
import type { Result } from '../../preload/contract/result.ts'
import { EncounterIdSchema } from '../../preload/contract/words.ts'

/** A day's store, which may be closed, and opened again where its disk lets it. */
export interface DayStore {
  readonly file: string
  readonly key: Uint8Array
  readonly keyHex: string
  store(): Store
  open(): Promise<Result<Store>>
  close(): Promise<void>
  /** Keeps a closed visit and its rows in one transaction. */
  keepVisit(rows: readonly OutboxRow[]): Promise<Result<void>>
  row(id: string): Promise<OutboxRow>
}

export const dayStore = (folder: string): DayStore => {
  const file = join(folder, 'clinic.db')
  const key = new Uint8Array(randomBytes(32))
  let current: Store | null = null
  let visits = 0
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
    keepVisit: (rows) => {
      visits += 1
      const patient = syntheticPatient(visits)
      const id = EncounterIdSchema.parse(rows[0]?.aggregateId)
      return store().write(async (tx) => {
        await insertPatient(tx, patient)
        await insertEncounter(tx, syntheticEncounter(patient.id, visits, { id, state: 'closed', closedAt: Date.now() }))
        await append(tx, rows)
      })
    },
    row: async (id) => {
      const row = await byId(store().db, id)
      if (row === null) throw new Error('a row is gone')
      return row
    },
  }
}
