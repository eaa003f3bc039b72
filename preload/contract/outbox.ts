import { z } from 'zod'
import { channel } from './channel.ts'
import { UploadSchema } from './visit.ts'
import { EncounterIdSchema, OutboxIdSchema } from './words.ts'

export const OutboxItemSchema = UploadSchema.extend({
  encounterId: EncounterIdSchema,
  patientName: z.string(),
  queueNumber: z.int(),
})
export type OutboxItem = z.infer<typeof OutboxItemSchema>

export const outboxChannels = {
  /** The upload monitor's table, nearest deadline first. */
  'outbox:list': channel({
    input: z.strictObject({
      filter: z.enum(['open', 'rejected', 'quarantined', 'accepted', 'all']),
      limit: z.int().min(1).max(500),
    }),
    output: z.array(OutboxItemSchema),
    errors: [],
  }),
  /** Sends what is waiting now, without waiting for the next try; one row, or all. */
  'outbox:send-now': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema.nullable() }),
    output: z.strictObject({ woken: z.int() }),
    errors: ['NOT_FOUND'],
  }),
  /** Puts a refused or quarantined row back in line, as it is. */
  'outbox:requeue': channel({
    input: z.strictObject({ outboxId: OutboxIdSchema }),
    output: OutboxItemSchema,
    errors: ['NOT_FOUND', 'VISIT_STATE'],
  }),
} as const

export const outboxEvents = {
  /** Rows moved; ask again. */
  'outbox:changed': z.strictObject({ encounterIds: z.array(EncounterIdSchema) }),
} as const
