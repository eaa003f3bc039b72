import { z } from 'zod'
import { channel } from '../channel.ts'
import { ErrorViewSchema } from '../errorView.ts'
import { EncounterIdSchema, InstantSchema } from '../words.ts'

export const cardMedicationChannels = {
  /**
   * Which drugs the card of the visit tells of, of whatever clinic, so that they count in the alerts of `pricing:preview`. `read`: the card
   * is asked now (three cards). What it told is kept while the program runs, and nowhere else.
   */
  'consultation:card-medication': channel({
    input: z.strictObject({ encounterId: EncounterIdSchema, read: z.boolean() }),
    output: z.strictObject({
      /** When the card told them last; null when it has not. */
      readAt: InstantSchema.nullable(),
      /** How many drugs it told of. */
      drugs: z.int().nonnegative(),
      /** Why the card was not asked this time; null when it was, or nobody wanted it. */
      fault: ErrorViewSchema.nullable(),
    }),
    errors: [],
  }),
} as const
