import type { RuleTables } from '../tables/ruleTables.ts'

/** One thing a drug is made of. */
export type Substance = Pick<RuleTables['drugSubstances'][number], 'substance' | 'classes' | 'names'>

/** What the catalog tells of a drug; every part may be empty. */
export interface DrugFacts {
  readonly nameEn: string
  /** 成分 as the official list writes it, several with a sign between them. */
  readonly ingredient: string
  readonly atc: string
}

export const foldDrugWords = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Whether a word stands in a text by itself: a Latin word must not be a part of another. */
const holdsWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' '
    const after = text[at + word.length] ?? ' '
    if (!/[a-z]/.test(before) && !/[a-z]/.test(after)) return true
  }
  return false
}

/** The substances that a drug's English name or a part of its list of ingredients tells; none where the table knows no word of it. */
export const substancesOf = <Known extends Substance>(name: string, substances: readonly Known[]): readonly Known[] => {
  const text = foldDrugWords(name)
  return substances.filter(({ names }) => names.some((word) => holdsWord(text, word)))
}

const amounts =
  /\d+(\.\d+)?\s*(mg|mcg|ug|µg|gm?|ml|iu|u|meq|mmol|%|units?)?(\s*\/\s*\d*(\.\d+)?\s*(mg|gm?|ml|tab|cap|dose)?)?/g
/** What a substance is bound to says nothing of what it does. */
const salts = new Set(
  (
    'hcl hydrochloride dihydrochloride hydrobromide hbr sodium potassium calcium maleate besylate besilate mesylate mesilate fumarate tartrate ' +
    'succinate sulfate sulphate phosphate citrate acetate monohydrate dihydrate trihydrate hemihydrate sesquihydrate anhydrous'
  ).split(' '),
)
const shortestWord = 3

/** The name of an ingredient that the table doesn't know, without amounts and salts; null where no word is left. */
const plainIngredient = (part: string): string | null => {
  const words = foldDrugWords(part)
    .replace(/\([^)]*\)|（[^）]*）/g, ' ')
    .replace(amounts, ' ')
    .match(/[\p{L}][\p{L}\p{N}-]*/gu)
  if (words === null) return null
  while (words.length > 1 && salts.has(words.at(-1) ?? '')) words.pop()
  const name = words.join(' ')
  return name.length < shortestWord ? null : name
}

/**
 * What a drug is made of: by the official list's ingredients where they are told, else by the words of its English name. An ingredient
 * that the table doesn't know stands for itself. The ATC code adds the classes that an allergy may be written down as.
 */
export const substancesOfDrug = (
  { nameEn, ingredient, atc }: DrugFacts,
  { drugSubstances, allergyClasses }: Pick<RuleTables, 'drugSubstances' | 'allergyClasses'>,
): readonly Substance[] => {
  const classes = allergyClasses
    .filter((entry) => atc !== '' && entry.atc.some((prefix) => atc.startsWith(prefix)))
    .map((entry) => entry.class)
  const told = ingredient.split(/[;；+＋,，、\n]|\band\b|\bAND\b/).flatMap((part): readonly Substance[] => {
    const known = substancesOf(part, drugSubstances)
    if (known.length > 0) return known
    const name = plainIngredient(part)
    return name === null ? [] : [{ substance: name, classes: [], names: [name] }]
  })
  const found = told.length > 0 ? told : substancesOf(nameEn, drugSubstances)
  const byName = new Map(found.map((one) => [one.substance, one]))
  // The code is the whole drug's: of several ingredients it makes one a member of a class, and only where none is a member already.
  const missing = classes.filter((name) => !found.some((one) => one.classes.includes(name)))
  return [...byName.values()].map((one, index) =>
    index === 0 ? { ...one, classes: [...one.classes, ...missing] } : one,
  )
}
