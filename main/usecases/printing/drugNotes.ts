import { z } from 'zod'
import { type DrugFacts, substancesOfDrug } from '../../domain/orders/drugSubstances.ts'
import type { RuleTables } from '../../domain/tables/ruleTables.ts'
import type { CatalogConcept } from '../../store/codes/catalogRepository.ts'

/** What a bag says of a drug beside its use, by the substance that does it as `drug-substances` names it. */
export const DrugNotesSchema = z.strictObject({
  edition: z.string(),
  source: z.string(),
  notes: z.array(
    z.strictObject({ substance: z.string().min(3), indication: z.string().min(1), warning: z.string().min(1) }),
  ),
})
export type DrugNotes = z.infer<typeof DrugNotesSchema>

/** 作用或適應症 and 警語或副作用 of one drug, as the program knows them. */
export interface StarterNote {
  readonly indication: string
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
  return {
    indication: joined(known.map(({ indication }) => indication)),
    warning: joined(known.map(({ warning }) => warning)),
  }
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
