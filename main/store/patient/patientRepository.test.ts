import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PatientId } from '../../../preload/contract/words.ts'
import { noon, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import {
  findById,
  findByIds,
  findByNationalId,
  insert,
  nextChartNumber,
  touchLastVisit,
  updateFromCard,
} from './patientRepository.ts'
import { search } from './patientSearch.ts'

let temporary: TemporaryStore
const people = [
  syntheticPatient(0, { name: '林示安', birthDate: '1984-03-15', chartNumber: '0000101', lastVisitOn: '2026-01-05' }),
  syntheticPatient(1, { name: '林小樣', birthDate: '2020-01-01', chartNumber: '0000102', lastVisitOn: '2026-09-09' }),
  syntheticPatient(2, { name: '王示安', birthDate: '1984-03-15', chartNumber: 'OLD-7' }),
  syntheticPatient(3, {
    name: 'Sample 100%_A',
    birthDate: '1990-12-31',
    chartNumber: '0000104',
    nationalId: 'AC01234567',
  }),
]
const [lin, , wang, foreigner] = people

beforeAll(async () => {
  temporary = await openTemporaryStore()
  await temporary.must(async (tx) => {
    for (const person of people) await insert(tx, person)
  })
})
afterAll(() => temporary.dispose())

const namesFor = async (text: string, limit = 10): Promise<string[]> =>
  (await search(temporary.store.db, text, limit)).map(({ name }) => name)

describe('finding', () => {
  it('gives back exactly what was inserted', async () => {
    const { db } = temporary.store
    for (const person of people) {
      expect(await findById(db, person.id)).toEqual(person)
      expect(await findByNationalId(db, person.nationalId)).toEqual(person)
    }
    const all = await findByIds(
      db,
      [...people, ...people].map(({ id }) => id),
    )
    expect([...all.values()].map(({ name }) => name).sort()).toEqual(people.map(({ name }) => name).sort())
  })

  it('answers with nothing for nobody', async () => {
    const { db } = temporary.store
    expect(await findById(db, '0190a000-0000-7000-8000-000000000000' as PatientId)).toBeNull()
    expect(await findByNationalId(db, 'Z')).toBeNull()
    expect((await findByIds(db, [])).size).toBe(0)
  })
})

describe('searching', () => {
  it.each([
    ['林', ['林小樣', '林示安']],
    ['示安', ['林示安', '王示安']],
    ['101', ['林示安']],
    ['OLD-7', ['王示安']],
    ['0730315', ['林示安', '王示安']],
    ['1984-03-15', ['林示安', '王示安']],
    ['ac0', ['Sample 100%_A']],
    ['A1', ['林小樣', '林示安', '王示安']],
    ['sample', ['Sample 100%_A']],
    ['%', ['Sample 100%_A']],
    ['_', ['Sample 100%_A']],
    ['誰', []],
  ])('%s gives the newest visit first', async (text, expected) => {
    expect(await namesFor(text)).toEqual(expected)
  })

  it('gives each patient once and no more than asked for', async () => {
    expect(await namesFor('林', 1)).toEqual(['林小樣'])
  })
})

describe('changing', () => {
  it('takes over what a card says, and nothing else', async () => {
    if (wang === undefined) throw new Error('no patient')
    const card = { name: '王試安', birthDate: '1984-03-16', sex: 'M', nhiCardNumber: '900000000099' } as const
    await temporary.must((tx) => updateFromCard(tx, wang.id, card, noon + 5))
    expect(await findById(temporary.store.db, wang.id)).toEqual({ ...wang, ...card, updatedAt: noon + 5 })
    expect(await namesFor('王試')).toEqual(['王試安'])
    expect(await namesFor('王示')).toEqual([])
  })

  it('moves the last visit forward only', async () => {
    if (lin === undefined || foreigner === undefined) throw new Error('no patient')
    for (const day of ['2026-03-01', '2026-02-01']) await temporary.must((tx) => touchLastVisit(tx, lin.id, day))
    await temporary.must((tx) => touchLastVisit(tx, foreigner.id, '2026-02-02'))
    expect((await findById(temporary.store.db, lin.id))?.lastVisitOn).toBe('2026-03-01')
    expect((await findById(temporary.store.db, foreigner.id))?.lastVisitOn).toBe('2026-02-02')
  })

  it('gives chart numbers in order and passes over those in use', async () => {
    await temporary.must((tx) => insert(tx, syntheticPatient(50, { chartNumber: '0000002' })))
    const given: string[] = []
    for (let index = 0; index < 3; index += 1) given.push(await temporary.must(nextChartNumber))
    expect(given).toEqual(['0000001', '0000003', '0000004'])
  })
})
