import { afterEach, beforeEach, expect, it } from 'vitest'
import { type CodeConcept, ConceptSchema } from '../../domain/tables/codeSystem.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import {
  activateEdition,
  addConcepts,
  beginEdition,
  editions,
  inSearchOrder,
  restorePrevious,
  seed,
  sweepEditions,
} from './catalogEditions.ts'
import { search } from './catalogRepository.ts'

const system = 'nhi-drug'
const day = '2026-11-20'
let temporary: TemporaryStore

const drug = (code: string, displayEn: string): CodeConcept => ({
  validFrom: '2026-01-01' as CodeConcept['validFrom'],
  validTo: null,
  ...ConceptSchema.omit({ validFrom: true, validTo: true }).parse({ code, displayZh: '', displayEn }),
})

const writeEdition = async (edition: string, concepts: readonly CodeConcept[]): Promise<number> => {
  const facts = { system, edition, priceBasis: 'official', validFrom: day, sourceFile: 'a.csv', importedAt: 5 } as const
  const id = await temporary.must((tx) => beginEdition(tx, facts))
  await temporary.must((tx) => addConcepts(tx, { id, system }, inSearchOrder(concepts), 0))
  return id
}

const importEdition = async (edition: string, concepts: readonly CodeConcept[]): Promise<void> => {
  const id = await writeEdition(edition, concepts)
  await temporary.must((tx) => activateEdition(tx, { id, system }, concepts.length))
}

const found = async (text: string): Promise<string[]> =>
  (await search(temporary.store.db, { systems: [system], text, day, limit: 10 })).map(({ code }) => code)

const known = async (): Promise<string[]> =>
  (await editions(temporary.store.db)).map(({ edition, state, concepts }) => `${edition} ${state} ${concepts}`)

beforeEach(async () => {
  temporary = await openTemporaryStore()
  const concepts = [drug('AC00000100', 'Startermol')]
  await temporary.must((tx) => seed(tx, { system, edition: 'starter', priceBasis: 'demonstration', concepts }))
})
afterEach(() => temporary.dispose())

it('an edition that is being written is not found, and does not hide the one that answers', async () => {
  await writeEdition('next', [drug('AC00000200', 'Nextamol')])
  expect(await found('nextamol')).toEqual([])
  expect(await found('startermol')).toEqual(['AC00000100'])
  expect(await known()).toEqual(['starter active 1'])
})

it('the previous edition takes its place again, and back', async () => {
  await importEdition('next', [drug('AC00000200', 'Nextamol')])
  expect([await found('nextamol'), await found('startermol')]).toEqual([['AC00000200'], []])
  expect((await known()).sort()).toEqual(['next active 1', 'starter previous 1'])
  await temporary.must((tx) => restorePrevious(tx, system))
  expect([await found('nextamol'), await found('startermol')]).toEqual([[], ['AC00000100']])
  await temporary.must((tx) => restorePrevious(tx, system))
  expect(await found('nextamol')).toEqual(['AC00000200'])
})

it('without a previous edition there is nothing to give back', async () => {
  expect(await temporary.store.write((tx) => restorePrevious(tx, system))).toMatchObject({
    ok: false,
    error: { code: 'NOT_FOUND' },
  })
})

it('what was given up or left half written is cleared away, words and all, and nothing else', async () => {
  await importEdition('second', [drug('AC00000200', 'Secondamol')])
  await importEdition('third', [drug('AC00000300', 'Thirdamol')])
  await writeEdition('half', [drug('AC00000400', 'Halfamol')])
  while (await temporary.must((tx) => sweepEditions(tx)));
  expect((await known()).sort()).toEqual(['second previous 1', 'third active 1'])
  expect(await found('thirdamol')).toEqual(['AC00000300'])
  const next = await writeEdition('next', [drug('AC00000500', 'Fifthamol')])
  await temporary.must((tx) => activateEdition(tx, { id: next, system }, 1))
  expect([await found('halfamol'), await found('startermol'), await found('fifthamol')]).toEqual([
    [],
    [],
    ['AC00000500'],
  ])
})
