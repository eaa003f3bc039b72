import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CodeConcept, parseCodeSystem } from '../../domain/tables/codeSystem.ts'
import { okValue, openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import { seed } from './catalogEditions.ts'
import { markFavourite } from './catalogFavourites.ts'
import { byCodes, byCodesEver, search } from './catalogRepository.ts'

let temporary: TemporaryStore
const day = '2026-11-20'

type Given = Pick<CodeConcept, 'code'> & Partial<Record<keyof CodeConcept, unknown>>

const edition = (system: string, name: string, concepts: readonly Given[]) =>
  okValue(
    parseCodeSystem({
      system,
      edition: name,
      source: 'synthetic',
      license: 'none',
      priceBasis: 'demonstration',
      validFrom: '2025-01-01',
      validTo: null,
      concepts: concepts.map((concept) => ({ displayZh: '', displayEn: '', ...concept })),
    }),
  )

const diagnoses = edition('icd-10-cm', '2023', [
  { code: 'J00', displayZh: '急性鼻咽炎[感冒]', displayEn: 'Acute nasopharyngitis [common cold]' },
  { code: 'J06', displayZh: '急性上呼吸道感染', displayEn: 'Acute upper respiratory infections', billable: false },
  { code: 'J06.9', displayZh: '急性上呼吸道感染', displayEn: 'Acute upper respiratory infection, unspecified' },
  { code: 'E11', displayZh: '第二型糖尿病', displayEn: 'Type 2 diabetes mellitus', billable: false },
  { code: 'E11.9', displayZh: '第二型糖尿病，無併發症', displayEn: 'Type 2 diabetes mellitus without complications' },
  { code: 'E23.2', displayZh: '尿崩症', displayEn: 'Diabetes insipidus' },
  { code: 'Z99.0', displayZh: '舊碼', displayEn: 'Old', validTo: '2025-12-31' },
  { code: 'Z99.0', displayZh: '新碼', displayEn: 'New', validFrom: '2026-01-01' },
])
const drugs = edition('nhi-drug', 'starter', [
  {
    code: 'AC00000100',
    displayEn: 'Samplemol Tablets 500mg',
    unit: '錠',
    unitPoints: 1.5,
    ingredient: 'STORYMOL HCL',
    atc: 'N02BE01',
    usual: { dose: 1, frequency: 'TID', route: 'PO', days: 3, quantity: null },
  },
])
const procedures = edition('nhi-procedure', 'starter', [{ code: '57017C', displayZh: '蒸氣吸入治療', unitPoints: 63 }])

beforeAll(async () => {
  temporary = await openTemporaryStore()
  for (const codeSystem of [diagnoses, drugs, procedures]) await temporary.must((tx) => seed(tx, codeSystem))
})
afterAll(() => temporary.dispose())

const codesFor = async (text: string, limit = 10): Promise<string[]> =>
  (await search(temporary.store.db, { systems: ['icd-10-cm'], text, day, limit })).map(({ code }) => code)

describe('searching the catalog', () => {
  it.each([
    ['J06.9', ['J06.9']],
    ['j069', ['J06.9']],
    ['J06', ['J06', 'J06.9']],
    ['E1', ['E11', 'E11.9']],
    ['感冒', ['J00']],
    ['糖尿病', ['E11', 'E11.9']],
    ['尿病糖', []],
    ['diab', ['E23.2', 'E11', 'E11.9']],
    ['diabetes type', ['E11', 'E11.9']],
    ['糖尿病 complications', ['E11.9']],
    ['iabetes', ['E23.2', 'E11', 'E11.9']],
    ['iabet pidus', ['E23.2']],
    ['糖尿病 plicati', ['E11.9']],
    ['xyzzy', []],
    ['Ｊ００', ['J00']],
    ['%', []],
  ])('%s finds %j', async (text, expected) => {
    expect(await codesFor(text)).toEqual(expected)
  })

  it('puts what the practitioner has marked first, and gives it for an empty text', async () => {
    const mark = (practitionerId: string, code: string, marked: boolean, at: number): Promise<void> =>
      temporary.must((tx) => markFavourite(tx, { practitionerId, system: 'icd-10-cm', code }, marked, at))
    await mark('d1', 'E11.9', true, 1)
    await mark('d1', 'J06.9', true, 2)
    await mark('d2', 'E23.2', true, 3)
    const asked = async (text: string, practitionerId: string): Promise<string[]> => {
      const found = await search(temporary.store.db, { systems: ['icd-10-cm'], text, day, limit: 10, practitionerId })
      return found.map(({ code, favourite }) => (favourite ? `${code}*` : code))
    }
    expect(await asked('', 'd1')).toEqual(['J06.9*', 'E11.9*'])
    expect(await asked('diab', 'd1')).toEqual(['E11.9*', 'E23.2', 'E11'])
    expect(await asked('e1', 'd1')).toEqual(['E11.9*', 'E11'])
    expect(await asked('呼吸道', 'd1')).toEqual(['J06.9*', 'J06'])
    expect(await asked('', 'd3')).toEqual([])
    await mark('d1', 'J069', false, 4)
    expect(await asked('', 'd1')).toEqual(['E11.9*'])
  })

  it('gives each code once and no more than asked for', async () => {
    expect(await codesFor('急性', 2)).toHaveLength(2)
    expect(new Set(await codesFor('急性')).size).toBe(3)
  })

  it.each(['storymol', 'rymol', 'N02BE01', 'n02b', 'samplemol storymol'])(
    'finds a drug by what it is made of: %s',
    async (text) => {
      const drugsOnly = { systems: ['nhi-drug'], text, day, limit: 10 } as const
      const codes = async (practitionerId: string) =>
        (await search(temporary.store.db, { ...drugsOnly, practitionerId })).map(({ code, favourite }) => [
          code,
          favourite,
        ])
      expect(await codes('d8')).toEqual([['AC00000100', false]])
      const marked = { practitionerId: 'd9', system: 'nhi-drug', code: 'AC00000100' } as const
      await temporary.must((tx) => markFavourite(tx, marked, true, 1))
      expect(await codes('d9')).toEqual([['AC00000100', true]])
    },
  )

  it('looks only into the systems asked for', async () => {
    const { db } = temporary.store
    const orders = { systems: ['nhi-drug', 'nhi-procedure'], day, limit: 10 } as const
    expect((await search(db, { ...orders, text: '吸入' })).map(({ code }) => code)).toEqual(['57017C'])
    expect(await search(db, { ...orders, text: '感冒' })).toEqual([])
    const [drug] = await search(db, { ...orders, text: 'samplemol 500' })
    expect(drug).toEqual({
      system: 'nhi-drug',
      code: 'AC00000100',
      displayZh: '',
      displayEn: 'Samplemol Tablets 500mg',
      billable: true,
      unit: '錠',
      unitPoints: 1.5,
      ingredient: 'STORYMOL HCL',
      atc: 'N02BE01',
      usual: { dose: 1, frequency: 'TID', route: 'PO', days: 3, quantity: null },
      validFrom: '2025-01-01',
      validTo: null,
      favourite: false,
    })
  })

  it('reads what an earlier program wrote of the usual order, which told no total', async () => {
    const usual = '{"dose":1,"frequency":"BID","route":"SKIN","days":7}'
    const [written] = await temporary.must((tx) =>
      tx.updateTable('catalog_concept').set({ usual }).where('code', '=', '57017C').returning('id').execute(),
    )
    expect(written).toBeDefined()
    const found = await byCodes(temporary.store.db, ['nhi-procedure'], ['57017C'], day)
    expect(found.get('57017C')?.usual).toEqual({ dose: 1, frequency: 'BID', route: 'SKIN', days: 7, quantity: null })
  })

  it('gives the meaning that is in force on the day', async () => {
    const { db } = temporary.store
    const meaning = async (on: string): Promise<string | undefined> =>
      (await byCodes(db, ['icd-10-cm'], ['Z99.0'], on)).get('Z99.0')?.displayZh
    expect(await meaning('2025-12-31')).toBe('舊碼')
    expect(await meaning('2026-01-01')).toBe('新碼')
    expect(await meaning('2024-12-31')).toBeUndefined()
    expect(await codesFor('舊碼')).toEqual([])
    expect(await codesFor('新碼')).toEqual(['Z99.0'])
  })

  it('still knows a code that has ended, and prefers its meaning of the day', async () => {
    const { db } = temporary.store
    const ever = async (code: string, on: string) => (await byCodesEver(db, ['icd-10-cm'], [code], on)).get(code)
    expect((await ever('Z99.0', '2025-12-31'))?.displayZh).toBe('舊碼')
    expect((await ever('Z99.0', '2026-01-01'))?.displayZh).toBe('新碼')
    expect(await ever('Z99.0', '2024-12-31')).toMatchObject({ displayZh: '新碼', validFrom: '2026-01-01' })
    expect(await ever('X99', day)).toBeUndefined()
  })

  it('looks up codes as they were written, and leaves out what it does not know', async () => {
    const found = await byCodes(temporary.store.db, ['icd-10-cm', 'nhi-drug'], ['J069', 'AC00000100', 'X99'], day)
    expect([...found.keys()]).toEqual(['J069', 'AC00000100'])
    expect(found.get('J069')?.code).toBe('J06.9')
    expect((await byCodes(temporary.store.db, [], ['J00'], day)).size).toBe(0)
  })
})

describe('seeding', () => {
  it('does nothing when the edition is in already', async () => {
    expect(await temporary.must((tx) => seed(tx, drugs))).toBe(false)
  })

  it('replaces an older edition, its words too, and leaves the other systems', async () => {
    const next = edition('icd-10-cm', '2027', [
      { code: 'J00', displayZh: '普通感冒' },
      { code: 'J01', displayZh: '鼻竇炎' },
    ])
    expect(await temporary.must((tx) => seed(tx, next))).toBe(true)
    expect(await codesFor('急性')).toEqual([])
    expect(await codesFor('感冒')).toEqual(['J00'])
    expect(await codesFor('E11')).toEqual([])
    expect((await byCodes(temporary.store.db, ['nhi-drug'], ['AC00000100'], day)).size).toBe(1)
  })
})
