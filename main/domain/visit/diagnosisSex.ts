type Sex = 'M' | 'F'

/** First and last code of a range, without dots, both included with everything under them. */
type Range = readonly [from: string, to: string]

/**
 * Categories of ICD-10-CM (2023 edition) whose own titles name an organ or a state that one sex alone has. The NHI's list of diagnoses by
 * sex is not published: what is only likelier in one sex, the breast (N60–N65), doubtful sex (Q56), injuries, and family planning
 * (Z30, Z31) are not among them.
 */
const ranges: Readonly<Record<Sex, readonly Range[]>> = {
  F: [
    ['A34', 'A34'],
    ['C51', 'C58'],
    ['D06', 'D06'],
    ['D070', 'D073'],
    ['D25', 'D28'],
    ['D39', 'D39'],
    ['E28', 'E28'],
    ['F53', 'F53'],
    ['N70', 'N77'],
    ['N80', 'N98'],
    ['O00', 'O9A'],
    ['Q50', 'Q52'],
    ['R87', 'R87'],
    ['Z33', 'Z34'],
    ['Z36', 'Z37'],
    ['Z39', 'Z39'],
    ['Z3A', 'Z3A'],
  ],
  M: [
    ['C60', 'C63'],
    ['D074', 'D076'],
    ['D29', 'D29'],
    ['D40', 'D40'],
    ['E29', 'E29'],
    ['N40', 'N53'],
    ['Q53', 'Q55'],
    ['R86', 'R86'],
  ],
}

const isWithin = (code: string, [from, to]: Range): boolean =>
  code.slice(0, from.length) >= from && code.slice(0, to.length) <= to

/** The sex that a diagnosis (ICD-10-CM, with or without its dot) belongs to alone; null where it is anybody's. */
export const sexOfDiagnosis = (code: string): Sex | null => {
  const plain = code.replaceAll('.', '').toUpperCase()
  if (ranges.F.some((range) => isWithin(plain, range))) return 'F'
  return ranges.M.some((range) => isWithin(plain, range)) ? 'M' : null
}
