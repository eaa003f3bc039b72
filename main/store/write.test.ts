import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { append, tail } from './audit/auditRepository.ts'
import { get, set } from './desk/preferenceRepository.ts'
import type { WriteTx } from './handles.ts'
import { openStore } from './openStore.ts'
import { findByNationalId, insert } from './patient/patientRepository.ts'
import { search } from './patient/patientSearch.ts'
import { refuse } from './refuse.ts'
import { openConnection } from './sqliteConnection.ts'
import { syntheticPatient } from './syntheticRecords.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from './temporaryStore.ts'

let temporary: TemporaryStore

beforeEach(async () => {
  temporary = await openTemporaryStore()
})
afterEach(() => temporary.dispose())

describe('a write', () => {
  it('is seen by readers once it has ended, and not before', async () => {
    const { store } = temporary
    await temporary.must(async (tx) => {
      await set(tx, 'theme', 'dark')
      expect(await get(tx, 'theme')).toBe('dark')
      expect(await get(store.db, 'theme')).toBeNull()
    })
    expect(await get(store.db, 'theme')).toBe('dark')
  })

  it('that refuses leaves nothing behind and answers with the refusal', async () => {
    const refused = await temporary.store.write(async (tx) => {
      await set(tx, 'theme', 'dark')
      refuse('VISIT_STATE', { state: 'closed' })
    })
    expect(refused).toEqual({
      ok: false,
      error: { code: 'VISIT_STATE', retryable: false, details: { state: 'closed' } },
    })
    expect(await get(temporary.store.db, 'theme')).toBeNull()
  })

  it('that throws leaves nothing behind, throws on, and the next one works', async () => {
    const broken = temporary.store.write(async (tx) => {
      await set(tx, 'theme', 'dark')
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await get(temporary.store.db, 'theme')).toBeNull()
    await temporary.must((tx) => set(tx, 'theme', 'light'))
    expect(await get(temporary.store.db, 'theme')).toBe('light')
  })

  it('waits for the one before it', async () => {
    const order: string[] = []
    const slow = temporary.must(async (tx) => {
      await set(tx, 'a', '1')
      await new Promise((resolve) => setImmediate(resolve))
      order.push('first')
    })
    const quick = temporary.must(async () => {
      order.push('second')
    })
    await Promise.all([slow, quick])
    expect(order).toEqual(['first', 'second'])
  })

  it('lends its handle for its own time only', async () => {
    let kept: WriteTx | undefined
    await temporary.must(async (tx) => {
      kept = tx
    })
    const { promise, resolve } = Promise.withResolvers<WriteTx>()
    if (kept !== undefined) resolve(kept)
    const late = await promise
    await expect(set(late, 'theme', 'dark')).rejects.toThrow('outside its transaction')
  })

  it('cannot be done through the readers’ handle, whatever the types say', async () => {
    const disguised = temporary.store.db as unknown as WriteTx
    await expect(set(disguised, 'theme', 'dark')).rejects.toThrow('readonly')
  })

  it('keeps foreign keys', async () => {
    const { insert: insertEncounter } = await import('./visit/encounterRepository.ts')
    const { syntheticEncounter } = await import('./syntheticRecords.ts')
    const nobody = syntheticPatient(1).id
    await expect(temporary.store.write((tx) => insertEncounter(tx, syntheticEncounter(nobody, 1)))).rejects.toThrow(
      'FOREIGN KEY',
    )
  })
})

describe('another process holding the lock', () => {
  it('makes a write busy, and leaves nothing of it', async () => {
    const { file, key } = temporary
    const store = okValue(await openStore({ file, key, busyTimeoutMs: 50 }))
    const other = openConnection({ file, key, readonly: false, nativeBinding: undefined, busyTimeoutMs: 50 })
    other.exec('BEGIN IMMEDIATE')
    expect(await store.write((tx) => set(tx, 'theme', 'dark'))).toMatchObject({
      ok: false,
      error: { code: 'STORE_BUSY', retryable: true },
    })
    other.exec('ROLLBACK')
    other.close()
    expect(await get(store.db, 'theme')).toBeNull()
    okValue(await store.write((tx) => set(tx, 'theme', 'dark')))
    await store.close()
  })
})

describe('a full disk', () => {
  it('is an answer, and nothing of the transaction is kept', async () => {
    const pages = 160
    const full = await openTemporaryStore({ maxPageCount: pages })
    let written = 0
    for (;;) {
      const person = syntheticPatient(written, { note: 'note '.repeat(2000) })
      const result = await full.store.write(async (tx) => {
        await append(tx, { at: written, who: 'w', desk: 'd', action: 'a', subject: 's', details: {} })
        await insert(tx, person)
      })
      if (!result.ok) {
        expect(result.error).toMatchObject({ code: 'STORE_FULL', retryable: true })
        break
      }
      written += 1
      expect(written).toBeLessThan(pages)
    }
    expect(written).toBeGreaterThan(0)
    expect((await tail(full.store.db)).sequence).toBe(written)
    expect(await findByNationalId(full.store.db, syntheticPatient(written).nationalId)).toBeNull()
    // What was there is still there, and what fits can still be written.
    expect(await search(full.store.db, syntheticPatient(0).nationalId, 1)).toHaveLength(1)
    await full.must((tx) => set(tx, 'theme', 'dark'))
    await full.dispose()
  })
})
