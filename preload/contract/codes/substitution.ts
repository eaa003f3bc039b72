import { z } from 'zod'

/**
 * One character that cannot be written in the NHI's Big5, and what stands for it there. `markup`: XML claims it, so it goes out
 * full-width; `variant`: another form of the same character (異體字); `compatible`: the same character, encoded otherwise; `missing`:
 * Big5 has no form of it at all.
 */
export const SubstitutionSchema = z.strictObject({
  from: z.string().min(1).max(4),
  to: z.string().min(1).max(4),
  reason: z.enum(['markup', 'variant', 'compatible', 'missing']),
})
export type Substitution = z.infer<typeof SubstitutionSchema>

/** A field of an upload record that goes out otherwise than it is kept. */
const SubstitutedFieldSchema = z.strictObject({
  /** Tag of format 2.0. */
  field: z.string().max(4),
  /** Line of the order table; null where the field is not an order's. */
  orderLine: z.int().nullable(),
  /** As it is kept, and as it is sent. */
  original: z.string(),
  sent: z.string(),
  substitutions: z.array(SubstitutionSchema).min(1),
})
export type SubstitutedField = z.infer<typeof SubstitutedFieldSchema>

/** What of a record is sent otherwise than it is kept. */
export const SubstitutionsSchema = z.strictObject({
  fields: z.array(SubstitutedFieldSchema),
  /** Characters of the patient's name that Big5 lacks. No record of format 2.0 holds the name, so none of them is sent. */
  nameOutsideBig5: z.array(SubstitutionSchema),
})
export type Substitutions = z.infer<typeof SubstitutionsSchema>
