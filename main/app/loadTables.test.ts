import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CodeSystemName } from '../../preload/contract/codes/codeTables.ts'
import { createResources } from '../platform/resourceFiles.ts'
import { activateEdition, beginEdition, editions } from '../store/codes/catalogEditions.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../store/temporaryStore.ts'
import { seedCatalog } from './loadTables.ts'

const resources = createResources({ root: join(import.meta.dirname, '..', '..', 'resources') })
let temporary: TemporaryStore

beforeEach(async () => {
  temporary = await openTemporaryStore()
})
afterEach(() => temporary.dispose())

const seeded = async (version: string): Promise<void> => {
  okValue(await seedCatalog(resources, temporary.store, version))
}

/** An edition of no codes, as an import or an earlier program leaves it. */
const leave = (system: CodeSystemName, edition: string, importedAt: number | null): Promise<void> =>
  temporary.must(async (tx) => {
    const facts = { system, edition, priceBasis: 'none', validFrom: null, sourceFile: '', importedAt } as const
    await activateEdition(tx, { id: await beginEdition(tx, facts), system }, 0)
  })

const answering = async (system: CodeSystemName): Promise<string | undefined> =>
  (await editions(temporary.store.db)).find((one) => one.system === system && one.state === 'active')?.edition

it('brings the starter tables in', async () => {
  await seeded('1')
  expect(await answering('nhi-drug')).toContain('starter')
  expect(await answering('icd-10-cm')).toContain('starter')
})

it('puts newer starter tables in the place of older ones, and of nothing that was imported, whatever it is called', async () => {
  await leave('nhi-drug', 'our starter list 115.11', Date.parse('2026-11-01T00:00:00Z'))
  await leave('icd-10-cm', '2023 (starter 0)', null)
  await seeded('2')
  expect(await answering('nhi-drug')).toBe('our starter list 115.11')
  expect(await answering('icd-10-cm')).not.toBe('2023 (starter 0)')
})
