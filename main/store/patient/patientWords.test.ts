import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ContactSchema } from '../../../preload/contract/patient/patientForm.ts'
import { noon, syntheticPatient } from '../syntheticRecords.ts'
import { openTemporaryStore, type TemporaryStore } from '../temporaryStore.ts'
import type { PatientRecord } from './patientRecord.ts'
import { findById, insert, touchLastVisit, updateForm, updateFromCard } from './patientRepository.ts'
import { findPatients } from './patientSearch.ts'
import { dropOldWords, fillWords, wordsOf } from './patientWords.ts'

let temporary: TemporaryStore
beforeEach(async () => {
  temporary = await openTemporaryStore()
})
afterEach(() => temporary.dispose())

const contact = ContactSchema.parse({ name: '', relation: '', phone: '02-2345-6789#12' })
const people = [
  syntheticPatient(0, { name: '林示安', birthDate: '1984-01-05', lastVisitOn: '2026-01-05', phone: '0912-345 678' }),
  syntheticPatient(1, { name: '林示', birthDate: '1984-02-29', lastVisitOn: '2020-01-05' }),
  syntheticPatient(2, { name: '曾樂安', birthDate: '2001-01-05', contact, lastVisitOn: '2026-05-05' }),
  syntheticPatient(3, { name: '單示全', lastVisitOn: '2026-06-05' }),
  syntheticPatient(4, { name: '林𡘙安' }),
  syntheticPatient(5, { name: 'Maria José Wu', idKind: 'passport', nationalId: 'P7654321' }),
  syntheticPatient(6, {
    name: '林之子',
    birthDate: '2026-11-20',
    idKind: 'newborn',
    nationalId: 'F131104093-1151120-1',
    newborn: { parentId: 'F131104093', parentBirthDate: '1990-02-03' as never, birthOrder: 1, birthCount: 1 },
  }),
  syntheticPatient(7, { name: '陳'.repeat(30) }),
] as const
const [lin, , tseng] = people

const keep = () =>
  temporary.must(async (tx) => {
    for (const person of people) await insert(tx, person)
  })
const found = async (text: string) =>
  (await findPatients(temporary.store.db, text, 20)).map(({ patient, match }) => [patient.name, match])

/** The table of words as it should stand: everybody's, and nothing else. */
const expectWords = async (patients: readonly PatientRecord[]): Promise<void> => {
  const rows = await temporary.store.db
    .selectFrom('patient_word')
    .innerJoin('patient', 'patient.search_no', 'patient_word.search_no')
    .select(['patient.id', 'word', 'last_visit'])
    .execute()
  const wanted = patients.flatMap((patient) =>
    wordsOf(patient).map((word) => ({
      id: patient.id as string,
      word,
      last_visit: Number((patient.lastVisitOn ?? '0').replaceAll('-', '')),
    })),
  )
  const sorted = (list: readonly { id: string; word: string }[]) =>
    list.toSorted((one, other) => (one.id + one.word < other.id + other.word ? -1 : 1))
  expect(sorted(rows)).toEqual(sorted(wanted))
}

describe('a patient is found', () => {
  beforeEach(keep)

  it.each([
    ['by two characters from the middle', '示安', [['林示安', 'name']]],
    [
      'by the whole name before longer ones, however old',
      '林示',
      [
        ['林示', 'name'],
        ['林示安', 'name'],
      ],
    ],
    ['by pinyin initials', 'lsa', [['林示安', 'pinyin']]],
    ['by capitals with full stops', 'L.S.A.', [['林示安', 'pinyin']]],
    [
      'by zhuyin initials',
      'ㄌㄕ',
      [
        ['林示安', 'zhuyin'],
        ['林示', 'zhuyin'],
      ],
    ],
    ['by each reading of a surname', 'zla', [['曾樂安', 'pinyin']]],
    ['by each reading of a given name', 'zya', [['曾樂安', 'pinyin']]],
    ['by how a surname is read', 'ㄕㄕ', [['單示全', 'zhuyin']]],
    ['although a character has no reading', 'la', [['林𡘙安', 'pinyin']]],
    ['by the initials of a Latin name', 'mjw', [['Maria José Wu', 'pinyin']]],
    ['by part of a Latin name', 'josé', [['Maria José Wu', 'name']]],
    ['by the same without its mark', 'jose', [['Maria José Wu', 'name']]],
    ['by a Latin name with the family name first', 'Wu Maria', [['Maria José Wu', 'name']]],
    ['by zhuyin with tones', 'ㄌㄧㄣˊㄕˋㄢ', [['林示安', 'zhuyin']]],
    ['by birthday in words', '民國73年1月5日', [['林示安', 'birthday']]],
    [
      'by the year of birth',
      '民國73年',
      [
        ['林示安', 'birthday'],
        ['林示', 'birthday'],
      ],
    ],
    ['by the telephone with the country’s number', '+886-912-345-678', [['林示安', 'phone']]],
    ['by a telephone with its extension', '6789#12', [['曾樂安', 'phone']]],
    ['by a character outside the basic plane', '𡘙', [['林𡘙安', 'name']]],
    ['by birthday, 民國 with seven digits', '0730105', [['林示安', 'birthday']]],
    ['by birthday, 民國 with strokes', '73/1/5', [['林示安', 'birthday']]],
    ['by birthday, Gregorian', '1984-01-05', [['林示安', 'birthday']]],
    [
      'by day and month',
      '0105',
      [
        ['曾樂安', 'birthday'],
        ['林示安', 'birthday'],
      ],
    ],
    ['by a leap day', '2/29', [['林示', 'birthday']]],
    ['by the last digits of a telephone', '5678', [['林示安', 'phone']]],
    ['by the last digits of the contact’s', '45-6789', [['曾樂安', 'phone']]],
    [
      'by the last four of a number, the chart of that number first',
      '0002',
      [
        ['林示', 'chart'],
        ['曾樂安', 'identity'],
      ],
    ],
    ['by the whole passport', 'p7654321', [['Maria José Wu', 'identity']]],
    ['by a parent’s number', 'F131104093', [['林之子', 'identity']]],
    ['by the end of a parent’s number', '4093', [['林之子', 'identity']]],
    ['by chart number', '3', [['曾樂安', 'chart']]],
    ['by a name of thirty characters', '陳'.repeat(30), [['陳'.repeat(30), 'name']]],
    ['not by more of a name than there is', '陳'.repeat(31), []],
    ['not by one letter', 'l', []],
  ])('%s', async (_what, text, expected) => {
    expect(await found(text)).toEqual(expected)
  })
})

describe('the words', () => {
  it('follow every change of a patient', async () => {
    await keep()
    await expectWords(people)
    const card = { name: '林式安', birthDate: '1984-01-06', sex: 'F', nhiCardNumber: '900000000099' } as const
    await temporary.must((tx) => updateFromCard(tx, lin.id, card, noon + 5))
    await temporary.must((tx) => touchLastVisit(tx, tseng.id, '2026-11-20'))
    await temporary.must((tx) => touchLastVisit(tx, tseng.id, '2026-11-19'))
    const form = { ...tseng, lastVisitOn: '2026-11-20', phone: '0911-000-111', contact: { ...contact, phone: '' } }
    expect(await temporary.must((tx) => updateForm(tx, tseng.id, tseng.updatedAt, form, noon + 9))).toBe(true)
    const others = people.filter((person) => person !== lin && person !== tseng)
    await expectWords([...others, { ...lin, ...card }, form])
    expect(await found('lsa')).toEqual([['林式安', 'pinyin']])
    expect(await found('6789')).toEqual([])
  })

  it('of an older program’s patients are made some at a time, and meanwhile the name still finds them', async () => {
    await keep()
    const { must, store } = temporary
    await must((tx) => tx.deleteFrom('patient_word').execute())
    await must((tx) => tx.updateTable('patient').set({ words_edition: 0, search_no: null }).execute())
    expect(await found('示安')).toEqual([['林示安', 'name']])
    expect(await found('lsa')).toEqual([])
    // Somebody changed before the words are there is no reason for half of them.
    await must((tx) => touchLastVisit(tx, lin.id, '2026-11-20'))
    expect(await must((tx) => fillWords(tx, 5))).toBe(5)
    expect(await must((tx) => fillWords(tx, 5))).toBe(3)
    expect(await must((tx) => fillWords(tx, 5))).toBe(0)
    const kept = await findById(store.db, lin.id)
    if (kept === null) throw new Error('no patient')
    await expectWords([...people.filter((person) => person !== lin), kept])
  })

  it('of another edition are forgotten as a whole, those of this one are left', async () => {
    await keep()
    await temporary.must((tx) => dropOldWords(tx))
    await expectWords(people)
    await temporary.must((tx) => dropOldWords(tx, 3))
    await expectWords([])
    expect(await temporary.must((tx) => fillWords(tx, 20))).toBe(people.length)
    await expectWords(people)
  })
})
