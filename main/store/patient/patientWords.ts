import { initialsOf } from '../../domain/patient/nameInitials.ts'
import type { WriteTx } from '../handles.ts'
import { insertRows } from '../insertRows.ts'
import { nameReadings } from './nameReadings.ts'
import { nhiPersonId, type PatientRecord, toRecord } from './patientRecord.ts'
import { foldText, phoneDigits, withoutMarks } from './searchText.ts'

/** To be raised when words are made otherwise or names read anew: everybody gets new ones behind the open desk. */
const edition = 2

/** So much of a name's end is enough to tell people apart. */
export const wordLength = 16

/** What a word is of; its first character in the table. */
export const wordMarks = { name: 'n', zhuyin: 'z', pinyin: 'p', birthday: 'd', identity: 'i', phone: 't' } as const

type Worded = Pick<
  PatientRecord,
  'id' | 'name' | 'birthDate' | 'nationalId' | 'newborn' | 'phone' | 'contact' | 'lastVisitOn'
>

export const backwards = (text: string): string => [...text].reverse().join('')

const endsOf = (text: string): readonly string[] => {
  const characters = [...text]
  return characters.map((_, index) => characters.slice(index, index + wordLength).join(''))
}

/** A name as it may be typed: as it is written, without marks on its letters, and a Latin one with its last word first. */
export const namesOf = (name: string): readonly string[] => {
  const folded = foldText(name)
  const words = name.trim().split(/\s+/u)
  const [last = '', ...before] = [words.at(-1), ...words.slice(0, -1)]
  const turned =
    before.length > 0 && /^\p{Script=Latin}/u.test(last) ? [withoutMarks(foldText(last + before.join('')))] : []
  return [...new Set([folded, withoutMarks(folded), ...turned])]
}

/** The words by which a patient is found. */
export const wordsOf = (patient: Worded): readonly string[] => {
  const { zhuyin, pinyin } = initialsOf(patient.name, nameReadings())
  const phones = [patient.phone, patient.contact.phone].flatMap(phoneDigits)
  const of = (mark: string, texts: readonly string[]) => texts.map((text) => mark + text)
  return [
    ...new Set([
      ...of(wordMarks.name, namesOf(patient.name).flatMap(endsOf)),
      ...of(wordMarks.zhuyin, zhuyin),
      ...of(wordMarks.pinyin, pinyin),
      ...of(wordMarks.birthday, [patient.birthDate.slice(5).replace('-', '')]),
      ...of(wordMarks.identity, [backwards(nhiPersonId(patient))]),
      ...of(wordMarks.phone, phones.map(backwards)),
    ]),
  ]
}

const dayNumber = (day: string | null): number => (day === null ? 0 : Number(day.replaceAll('-', '')))

const placeOf = async (tx: WriteTx, { id }: Worded) =>
  tx.selectFrom('patient').select(['search_no', 'words_edition']).where('id', '=', id).executeTakeFirstOrThrow()

/** The place in the table of words for the next patient. */
export const nextPlace = async (tx: WriteTx): Promise<{ search_no: number; words_edition: number }> => {
  const newest = await tx
    .selectFrom('patient')
    .select(({ fn }) => fn.max('search_no').as('no'))
    .executeTakeFirst()
  return { search_no: (newest?.no ?? 0) + 1, words_edition: edition }
}

/** Writes the words by which a patient at that place is found. */
export const addWords = async (tx: WriteTx, search_no: number, patient: Worded): Promise<void> => {
  const last_visit = dayNumber(patient.lastVisitOn)
  await insertRows(
    tx,
    'patient_word',
    wordsOf(patient).map((word) => ({ word, search_no, last_visit })),
  )
}

/** Brings the words in line with what has changed of a patient. One whose words are still to come gets them later. */
export const changeWords = async (tx: WriteTx, before: Worded, after: Worded): Promise<void> => {
  const { search_no, words_edition } = await placeOf(tx, after)
  if (search_no === null || words_edition !== edition) return
  const old = wordsOf(before)
  const wanted = wordsOf(after)
  const gone = old.filter((word) => !wanted.includes(word))
  const last_visit = dayNumber(after.lastVisitOn)
  if (gone.length > 0) {
    await tx.deleteFrom('patient_word').where('search_no', '=', search_no).where('word', 'in', gone).execute()
  }
  const fresh = wanted.filter((word) => !old.includes(word))
  await insertRows(
    tx,
    'patient_word',
    fresh.map((word) => ({ word, search_no, last_visit })),
  )
  if (before.lastVisitOn === after.lastVisitOn) return
  await tx
    .updateTable('patient_word')
    .set({ last_visit })
    .where('search_no', '=', search_no)
    .where('word', 'in', wanted)
    .execute()
}

/** Forgets words that a program of an edition before `wanted` has made; everybody is without words then. */
export const dropOldWords = async (tx: WriteTx, wanted = edition): Promise<void> => {
  const old = await tx
    .selectFrom('patient')
    .select('id')
    .where('words_edition', '>', 0)
    .where('words_edition', '<', wanted)
    .executeTakeFirst()
  if (old === undefined) return
  await tx.deleteFrom('patient_word').execute()
  await tx.updateTable('patient').set({ words_edition: 0 }).where('words_edition', '<>', 0).execute()
}

/** Gives so many patients who are without words theirs; the number of those who got them. */
export const fillWords = async (tx: WriteTx, most: number): Promise<number> => {
  const rows = await tx.selectFrom('patient').selectAll().where('words_edition', '=', 0).limit(most).execute()
  for (const row of rows) {
    const place = await nextPlace(tx)
    const search_no = row.search_no ?? place.search_no
    await tx
      .updateTable('patient')
      .set({ ...place, search_no })
      .where('id', '=', row.id)
      .execute()
    await addWords(tx, search_no, toRecord(row))
  }
  return rows.length
}
