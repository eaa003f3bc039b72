import { isoToRoc } from '../../../preload/contract/patient/rocDate.ts'

/** 新生兒就醫註記 (M10): the letter of the order of birth, a capital for a boy (facts/nhi-card.md §3.3). */
export const newbornMark = (birthOrder: number, sex: 'M' | 'F'): string => {
  const letter = String.fromCharCode('A'.charCodeAt(0) + birthOrder - 1)
  return sex === 'M' ? letter : letter.toLowerCase()
}

/** What tells a newborn without a number apart: the parent's number, the birthday, the order of birth. Longer than any id. */
export const newbornKey = (parentId: string, birthDate: string, birthOrder: number): string =>
  `${parentId}-${isoToRoc(birthDate)}-${birthOrder}`
