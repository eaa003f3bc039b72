/** The last category of each chapter of ICD-10-CM, in their order. */
const lastCategories: readonly (readonly [chapter: string, last: string])[] = [
  ['01', 'B99'],
  ['02', 'D49'],
  ['03', 'D89'],
  ['04', 'E89'],
  ['05', 'F99'],
  ['06', 'G99'],
  ['07', 'H59'],
  ['08', 'H95'],
  ['09', 'I99'],
  ['10', 'J99'],
  ['11', 'K95'],
  ['12', 'L99'],
  ['13', 'M99'],
  ['14', 'N99'],
  ['15', 'O9A'],
  ['16', 'P96'],
  ['17', 'Q99'],
  ['18', 'R99'],
  ['19', 'T88'],
  ['20', 'Y99'],
  ['21', 'Z99'],
]

/** U00–U85 stand behind all others in the book and before V in the alphabet. */
const special = '22'

/** The chapter of a code (`01` … `22`), by its first three characters; null for what is no code of ICD-10-CM. */
export const icd10Chapter = (code: string): string | null => {
  const category = code.slice(0, 3).toUpperCase()
  if (!/^[A-Z]\d[0-9A-Z]$/.test(category)) return null
  if (category.startsWith('U')) return special
  return lastCategories.find(([, last]) => category <= last)?.[0] ?? null
}
