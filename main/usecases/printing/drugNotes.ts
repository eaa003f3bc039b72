import { z } from 'zod'
import { type DrugFacts, substancesOfDrug } from '../../domain/orders/drugSubstances.ts'
import type { RuleTables } from '../../domain/tables/ruleTables.ts'

/** What a bag says of a drug beside its use, by the substance that does it as `drug-substances` names it. */
export const DrugNotesSchema = z.strictObject({
  edition: z.string(),
  source: z.string(),
  notes: z.array(
    z.strictObject({ substance: z.string().min(3), indication: z.string().min(1), warning: z.string().min(1) }),
  ),
})
export type DrugNotes = z.infer<typeof DrugNotesSchema>

/** 作用或適應症 and 警語或副作用 of one drug. */
export interface DrugNote {
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
): DrugNote | null => {
  const byName = new Map(notes.notes.map((note) => [note.substance, note]))
  const found = substancesOfDrug(drug, rules).map(({ substance }) => byName.get(substance))
  const known = found.filter((note) => note !== undefined)
  if (known.length === 0 || known.length < found.length) return null
  return {
    indication: joined(known.map(({ indication }) => indication)),
    warning: joined(known.map(({ warning }) => warning)),
  }
}
