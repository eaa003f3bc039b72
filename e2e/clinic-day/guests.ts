import { createDice, type Dice } from '../crash/dice.ts'
import { withCheckDigit } from '../sims/people/nationalId.ts'
import type { Person } from '../sims/people/person.ts'

/** Somebody who comes to the clinic on this day and doesn't exist. */
export interface Guest {
  /** Of the card, and of the person in the app; nobody has it who is only written down by hand. */
  readonly id: `guest-${number}`
  readonly name: string
  readonly sex: 'M' | 'F'
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** How the desk comes to know the person. */
  readonly way: 'card' | 'virtual' | 'form'
  /** A child without a number of its own, known by a parent's. */
  readonly isNewborn: boolean
  /** One's own, or the parent's. */
  readonly nationalId: string
}

const surnames = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊江呂何羅高蕭潘簡朱鍾彭游詹胡施沈'] as const
const given = [...'安示範例樣本測試和平春夏秋冬日月星辰山川林木風雲晴朗靜怡佳欣志明文華國'] as const

const dayMs = 86_400_000
const isoDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

/** Those without whom the day would prove too little; the rest is chance. `days`: age. */
const musts = [
  { way: 'card', name: '丁' },
  { way: 'form', name: '', days: 0 },
  { way: 'virtual', name: '𠮷堃樣' },
  { way: 'card', name: 'SANTOS MARIA D' },
  { way: 'form', name: '長名示範例樣本測試安和平春夏秋冬日月星辰山川林木風雲晴朗靜', days: Math.floor(110.4 * 365.25) },
  { way: 'card', name: '', birthDate: '2000-02-29' },
  { way: 'virtual', name: '', days: 7 * 366 },
  { way: 'form', name: 'JOHN O’NEIL', birthDate: '1916-02-29' },
  { way: 'card', name: '', birthDate: '2011-01-01' },
  { way: 'card', name: '', birthDate: '2024-02-29' },
] as const satisfies readonly (Pick<Guest, 'way' | 'name'> & { readonly days?: number; readonly birthDate?: string })[]

const anyName = (dice: Dice, place: number): string => {
  const surname = surnames[place % surnames.length] ?? '陳'
  // The second character counts, so that no two are called alike.
  const middle = given[Math.floor(place / surnames.length) % given.length] ?? '安'
  return `${surname}${middle}${given[dice.below(given.length)] ?? '示'}`
}

/** So many, of every age, in the order they come; the same again for the same seed and moment. */
export const guestsOf = (count: number, seed: number, now: number): readonly Guest[] => {
  const dice = createDice(seed)
  return Array.from({ length: count }, (_, place): Guest => {
    const must = musts[place]
    const days = must !== undefined && 'days' in must ? must.days : 60 + dice.below(36_000)
    const birthDate = must !== undefined && 'birthDate' in must ? must.birthDate : isoDay(now - days * dayMs)
    const sex = dice.pick(['M', 'F'])
    const isNewborn = days === 0
    return {
      id: `guest-${place}`,
      name: must?.name || (isNewborn ? `${anyName(dice, place)}之子` : anyName(dice, place)),
      sex,
      birthDate,
      way: must?.way ?? dice.pick(['card', 'card', 'card', 'card', 'virtual', 'form']),
      isNewborn,
      nationalId: withCheckDigit(
        `${dice.pick(['G', 'J', 'K', 'M', 'P', 'Q'])}${sex === 'M' ? 1 : 2}9${String(place).padStart(6, '0')}`,
      ),
    }
  })
}

/** The guests as the NHI knows them: all but those who are written down by hand. */
export const insured = (guests: readonly Guest[], now: number): readonly Person[] =>
  guests
    .filter(({ way }) => way !== 'form')
    .map(({ id, name, sex, birthDate, nationalId }, place) => ({
      id,
      name,
      sex,
      birthDate,
      nationalId,
      note: '整日看診',
      nhiCardNumber: String(910_000_000_000 + place),
      issueDate: isoDay(now - 30 * dayMs),
      cardValidUntil: isoDay(now + 900 * dayMs),
      insuredMark: place % 7 === 3 ? '1' : '3',
      treatmentCounter: 6,
      emergencyTel: '0900000000',
      criticalIllnesses: [],
      allergies: [],
      currentDrugs: [],
    }))
