import { z } from 'zod'
import { channel } from '../channel.ts'
import { InstantSchema, IsoDateSchema, PatientIdSchema } from '../words.ts'

/** Which rows of the audit trail are wanted; days are the clinic's, both included. */
const AuditFilterSchema = z.strictObject({
  from: IsoDateSchema.nullable(),
  to: IsoDateSchema.nullable(),
  /** Part of the name of the person, of the professional who was signed in, or of the desk. */
  who: z.string().max(40),
  /** What was done; empty for everything. */
  action: z.string().max(60),
  /** What concerns this patient, the visits included. */
  patientId: PatientIdSchema.nullable(),
})
export type AuditFilter = z.infer<typeof AuditFilterSchema>

const AuditRowSchema = z.strictObject({
  sequence: z.int().positive(),
  at: InstantSchema,
  who: z.string(),
  desk: z.string(),
  action: z.string(),
  /** Id of what it was done to; empty where that is nothing single. */
  subject: z.string(),
  /** Whom it concerns, where the subject is a patient or a visit of this store. */
  patientName: z.string().nullable(),
  /** Further plain values, as JSON text. */
  details: z.string(),
})
export type AuditRowView = z.infer<typeof AuditRowSchema>

export const auditChannels = {
  /** Newest first; `before` goes on where the last answer ended. */
  'audit:list': channel({
    input: z.strictObject({
      filter: AuditFilterSchema,
      before: z.int().positive().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.strictObject({ rows: z.array(AuditRowSchema) }),
    errors: [],
  }),
  /** Holds the whole trail against itself and against what the clinic's cloud has confirmed. */
  'audit:verify': channel({
    input: z.strictObject({}),
    output: z.strictObject({
      rows: z.int().nonnegative(),
      /** The first row that doesn't fit; null when all do. */
      brokenAt: z.int().positive().nullable(),
      reason: z.enum(['missing', 'unlinked', 'changed', 'cut', 'anchor']).nullable(),
      /** Newest row that the cloud has confirmed; null without one. */
      anchoredTo: z.int().positive().nullable(),
      anchoredAt: InstantSchema.nullable(),
    }),
    errors: [],
  }),
  /** Writes the trail of these days to a file for the inspector; null when the person thinks better of it. */
  'audit:export': channel({
    input: z.strictObject({ from: IsoDateSchema.nullable(), to: IsoDateSchema.nullable() }),
    output: z.strictObject({ file: z.string().nullable(), rows: z.int().nonnegative() }),
    errors: ['STORE_FULL', 'STORE_LOCATION'],
  }),
} as const
