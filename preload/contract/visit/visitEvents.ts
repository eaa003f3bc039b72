import { z } from 'zod'
import { EncounterIdSchema, IsoDateSchema } from '../words.ts'

export const visitEvents = {
  /** The clinic's day, by the server's clock, is another one now: what was answered of today is of the last one. */
  'day:changed': z.strictObject({ day: IsoDateSchema }),
  /** A visit was made or changed; ask for it again. */
  'visit:changed': z.strictObject({ encounterId: EncounterIdSchema }),
  /** A long step of a visit, for the line of steps. */
  'visit:progress': z.strictObject({
    encounterId: EncounterIdSchema.nullable(),
    step: z.enum(['check-card', 'wait-desk', 'take-serial', 'resolve-serial', 'write-fees', 'write-orders', 'save']),
    state: z.enum(['running', 'done', 'failed']),
    ms: z.number(),
  }),
} as const
