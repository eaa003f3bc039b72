import { z } from 'zod'
import { type DrugFacts, substancesOfDrug } from '../../domain/orders/drugSubstances.ts'
import type { RuleTables } from '../../domain/tables/ruleTables.ts'
import type { CatalogConcept } from '../../store/codes/catalogRepository.ts'

/** What a bag says of a drug beside its use, by the substance that does it as `drug-substances` names it. */
export const DrugNotesSchema = z.strictObject({
  edition: z.string(),
  source: z.string(),
  /** Words by which a text says at what time of day or meal a drug is taken. */
  timingWords: z.array(z.string().min(1)),
  notes: z.array(
    z.strictObject({
      substance: z.string().min(3),
      indication: z.string().min(1),
      /** At what time of day or meal it is taken, where that is usual. */
      timing: z.string().min(1).exactOptional(),
      warning: z.string().min(1),
    }),
  ),
})
export type DrugNotes = z.infer<typeof DrugNotesSchema>

/** 作用或適應症 and 警語或副作用 of one drug, as the program knows them. */
export interface StarterNote {
  readonly indication: string
  /** Usual time of day or meal; null where nothing is usual, or its parts differ. */
  readonly timing: string | null
  readonly warning: string
}

const betweenDrugs = '；'
const joined = (texts: readonly string[]): string =>
  [...new Set(texts.flatMap((text) => text.split(betweenDrugs)))].join(betweenDrugs)

/**
 * What is known of a drug: of each thing it is made of, one after the other, every warning once. Null where anything in it has no note,
 * because half of the warnings would look like all of them.
 */
export const noteOf = (
  notes: DrugNotes,
  drug: DrugFacts,
  rules: Pick<RuleTables, 'drugSubstances' | 'allergyClasses'>,
): StarterNote | null => {
  const byName = new Map(notes.notes.map((note) => [note.substance, note]))
  const found = substancesOfDrug(drug, rules).map(({ substance }) => byName.get(substance))
  const known = found.filter((note) => note !== undefined)
  if (known.length === 0 || known.length < found.length) return null
  const timings = new Set(known.flatMap(({ timing }) => (timing === undefined ? [] : [timing])))
  const [timing = null] = timings
  return {
    indication: joined(known.map(({ indication }) => indication)),
    timing: timings.size === 1 ? timing : null,
    warning: joined(known.map(({ warning }) => warning)),
  }
}

/** The warning with the usual time to take it. */
export const wholeWarning = ({ timing, warning }: Pick<StarterNote, 'timing' | 'warning'>): string =>
  joined(timing === null ? [warning] : [timing, warning])

/** Frequencies that name a time of day. */
const namesTime = /AM|PM|HS|^QN/

/**
 * The program's warning on a bag: with the usual time only where the prescription and the clinic's own words say none, and where the
 * drug is swallowed, so that no bag says two times of one drug, or the same twice.
 */
export const bagWarning = (
  notes: DrugNotes,
  note: StarterNote,
  {
    advice,
    frequency,
    route,
  }: { readonly advice: string | null; readonly frequency: string | null; readonly route: string | null },
): string => {
  const isSaid = notes.timingWords.some((word) => advice?.includes(word)) || namesTime.test(frequency ?? '')
  const isSwallowed = route === null || route === 'PO'
  return isSaid || !isSwallowed ? note.warning : wholeWarning(note)
}

/** What is known of a drug as the catalog has it; null for one that it doesn't have, too. */
export const conceptNote = (
  notes: DrugNotes,
  concept: CatalogConcept | undefined,
  rules: Pick<RuleTables, 'drugSubstances' | 'allergyClasses'>,
): StarterNote | null =>
  concept === undefined
    ? null
    : noteOf(notes, { nameEn: concept.displayEn, ingredient: concept.ingredient, atc: concept.atc }, rules)

/** The name of an order on paper: Chinese and English, or its code where the catalog has neither. */
export const printedName = (
  code: string,
  concept: Pick<CatalogConcept, 'displayZh' | 'displayEn'> | undefined,
): string => {
  const names = [concept?.displayZh ?? '', concept?.displayEn ?? ''].filter((name) => name !== '')
  return names.length === 0 ? code : names.join(' ')
}
