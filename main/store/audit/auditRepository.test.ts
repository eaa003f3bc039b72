import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../refuse.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import { type AuditEntry, chainStart, verifyAuditChain } from './auditChain.ts'
import { append, read, tail } from './auditRepository.ts'

let temporary: TemporaryStore

beforeAll(async () => {
  temporary = await openTemporaryStore()
})
afterAll(() => temporary.dispose())

const entry = (subject: string): AuditEntry => ({
  at: 1,
  who: '櫃檯',
  desk: 'desk-1',
  action: 'visit-closed',
  subject,
  details: { exceptionCode: null, amountDue: 170 },
})

describe('the audit trail', () => {
  it('begins at its start and chains what is appended', async () => {
    const { db } = temporary.store
    expect(await tail(db)).toEqual(chainStart)
    await temporary.must(async (tx) => {
      await append(tx, entry('a'))
      await append(tx, entry('b'))
    })
    await temporary.must((tx) => append(tx, entry('c')))
    const rows = await read(db, { after: 0, limit: 100 })
    expect(rows.map(({ subject }) => subject)).toEqual(['a', 'b', 'c'])
    expect(JSON.parse(rows[0]?.details ?? '')).toEqual(entry('a').details)
    expect(verifyAuditChain(rows)).toEqual({ intact: true, tail: await tail(db) })
    expect((await read(db, { after: 1, limit: 1 })).map(({ subject }) => subject)).toEqual(['b'])
  })

  it('has no gap where a transaction was given up', async () => {
    await temporary.store.write(async (tx) => {
      await append(tx, entry('given up'))
      refuse('CONFLICT')
    })
    await temporary.must((tx) => append(tx, entry('d')))
    const rows = await read(temporary.store.db, { after: 0, limit: 100 })
    expect(rows.map(({ subject }) => subject)).toEqual(['a', 'b', 'c', 'd'])
    expect(verifyAuditChain(rows).intact).toBe(true)
  })

  it('refuses to be changed, even by the program itself', async () => {
    const change = temporary.store.write((tx) => tx.updateTable('audit').set({ who: 'other' }).execute())
    await expect(change).rejects.toThrow('never changed')
    const remove = temporary.store.write((tx) => tx.deleteFrom('audit').execute())
    await expect(remove).rejects.toThrow('never deleted')
  })
})
