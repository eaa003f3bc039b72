import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { EncounterIdSchema, InstantSchema } from '../words.ts'

/**
 * What stands in fields of a visit's screen and can't be read yet (`37.` in a cell, a drug's name without its pick), by the field's
 * name. Only the screen reads it; an empty field is left out.
 */
export const HalfTypedSchema = z
  .record(z.string().regex(/^[a-z][a-z-]{0,39}$/), z.string().min(1).max(60))
  .refine((fields) => Object.keys(fields).length <= 20)
export type HalfTyped = z.infer<typeof HalfTypedSchema>

export const halfTypedChannels = {
  /** What this desk left half typed at a visit. */
  'half-typed:of-visit': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema }),
    output: HalfTypedSchema,
    errors: [],
  }),
  /** Keeps it, in the place of what was kept before; no other desk sees it. `VISIT_STATE`: nobody types into such a visit. */
  'half-typed:keep': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, fields: HalfTypedSchema }),
    output: z.strictObject({ savedAt: InstantSchema }),
    errors: ['NOT_FOUND', 'VISIT_STATE', ...storeErrors],
  }),
} as const
