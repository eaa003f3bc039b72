import { z } from 'zod'
import { channel } from '../channel.ts'
import { EncounterIdSchema } from '../words.ts'

/** Nothing typed is nothing said. */
const words = z
  .string()
  .trim()
  .max(80)
  .transform((text) => (text === '' ? null : text))
  .nullable()

/** What the clinic says of a drug on its medicine bags. */
export const DrugNoteSchema = z.strictObject({
  /** 作用或適應症 in place of what the program knows. */
  indication: words,
  /** 警語或副作用 in place of what the program knows. */
  warning: words,
  /** How to take it, in the clinic's words; stands beside the others. */
  advice: words,
})
export type DrugNote = z.infer<typeof DrugNoteSchema>

/** Nothing of the clinic's own is said. */
export const noDrugNote: DrugNote = { indication: null, warning: null, advice: null }

/** A drug of a visit, with what its bag says. */
export const NotedDrugSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  /** What the program itself knows of it; null where it knows nothing. */
  starter: z.strictObject({ indication: z.string(), warning: z.string() }).nullable(),
  own: DrugNoteSchema,
})
export type NotedDrug = z.infer<typeof NotedDrugSchema>

export const drugNoteChannels = {
  /** The drugs of a visit, each once, with the clinic's own words and those that they stand in place of. */
  'print:drug-notes': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: z.array(NotedDrugSchema),
    errors: ['NOT_FOUND', 'RULES_MISSING'],
  }),
  /** Keeps the clinic's words of a drug: from now on they are on every bag, also after the list of drugs was imported anew. */
  'print:keep-drug-note': channel({
    input: z.strictObject({ code: z.string().regex(/^[0-9A-Z]{4,12}$/), note: DrugNoteSchema }),
    output: z.strictObject({}),
    errors: ['STORE_FULL', 'STORE_BUSY'],
  }),
} as const

export const drugNoteEvents = {
  /** The clinic's words of a drug are others now. */
  'drug-notes:changed': z.strictObject({}),
} as const
