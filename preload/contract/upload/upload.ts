import { z } from 'zod'
import { InstantSchema, OutboxIdSchema } from '../words.ts'

/** Where a visit goes: the NHI's upload within 24 hours, the clinic's cloud. */
export const UploadTargetSchema = z.enum(['nhi-upload', 'clinic-cloud'])
export type UploadTarget = z.infer<typeof UploadTargetSchema>

/** Only `accepted` may be shown green: it stands for a receipt. */
export const UploadStateSchema = z.enum([
  'waiting',
  'sending',
  'awaiting-result',
  'accepted',
  'rejected',
  'quarantined',
])
export type UploadState = z.infer<typeof UploadStateSchema>

/** One field the target refused: `TAG:CODE` of the NHI's result file (facts/nhi-card.md §4), or a path and code of the cloud. */
export const FieldErrorSchema = z.strictObject({
  /** Tag (`M44`, `D05`) or path. */
  field: z.string().max(200),
  /** 1-based order line when the field belongs to one. */
  orderLine: z.int().min(1).nullable(),
  code: z.string().max(40),
})
export type FieldError = z.infer<typeof FieldErrorSchema>

/** The way of one visit to one target. */
export const UploadSchema = z.strictObject({
  outboxId: OutboxIdSchema,
  target: UploadTargetSchema,
  /** Whether it changes what was sent before: a make-up (補卡), an amendment. */
  amends: z.boolean(),
  /** Whether it takes back what was sent before, because the visit was cancelled. */
  cancels: z.boolean(),
  /** The row that this one replaces or deletes. */
  replaces: OutboxIdSchema.nullable(),
  /** What became of it with its visit: another row carries on, or it was taken back before it was ever sent. */
  replaced: z
    .strictObject({ how: z.enum(['amended', 'deleted', 'withdrawn']), by: OutboxIdSchema.nullable() })
    .nullable(),
  state: UploadStateSchema,
  dueAt: InstantSchema,
  tries: z.int(),
  nextTryAt: InstantSchema.nullable(),
  lastCode: z.string().nullable(),
  receiptAt: InstantSchema.nullable(),
  /** The receiver's own reference (Opcode, batch id). */
  receipt: z.string().nullable(),
  /** What was refused; of an accepted row, what its target remarked and took all the same. */
  fieldErrors: z.array(FieldErrorSchema),
})
export type Upload = z.infer<typeof UploadSchema>
