import { z } from 'zod'
import { storeErrors } from '../actErrors.ts'
import { channel } from '../channel.ts'
import { DiagnosisSchema, SoapSchema } from '../orders/order.ts'
import { PractitionerIdSchema } from '../words.ts'

/** The longest text of a snippet, and of one part of a note. */
const longestText = 4000

/**
 * A text that a doctor writes again and again. In any text `{{name}}` is a place to be filled in; `{{date}}`, `{{diagnosis}}` and
 * `{{vitals}}` are filled in by the program.
 */
export const TemplateContentSchema = z.discriminatedUnion('kind', [
  /** A whole note: its parts go behind what stands in the note, its diagnoses to those of the visit. */
  z.strictObject({
    kind: z.literal('note'),
    name: z.string().trim().min(1).max(40),
    soap: SoapSchema,
    diagnoses: z.array(DiagnosisSchema).max(6),
  }),
  /** Replaces its own name (`.uri`) where that is typed. */
  z.strictObject({
    kind: z.literal('snippet'),
    name: z.string().regex(/^\.[^\s.{}]{1,20}$/),
    text: z.string().min(1).max(longestText),
  }),
])
export type TemplateContent = z.infer<typeof TemplateContentSchema>

/** A text with whose it is. */
export const RecordTemplateSchema = z.strictObject({
  templateId: z.uuid(),
  /** Null: everybody's. */
  practitionerId: PractitionerIdSchema.nullable(),
  content: TemplateContentSchema,
})
export type RecordTemplate = z.infer<typeof RecordTemplateSchema>

const one = z.strictObject({ templateId: z.uuid() })

export const recordTemplateChannels = {
  /** A doctor's own and everybody's, by name; where both have the same name only the doctor's. */
  'record-template:list': channel({
    input: z.strictObject({ practitionerId: PractitionerIdSchema.nullable() }),
    output: z.array(RecordTemplateSchema),
    errors: [],
  }),
  /** Adds one (`templateId` null) or changes it. `CONFLICT`: details.reason `name` (it is taken) or `full` (there are too many). */
  'record-template:save': channel({
    input: RecordTemplateSchema.extend({ templateId: z.uuid().nullable() }),
    output: RecordTemplateSchema,
    errors: ['NOT_FOUND', 'CONFLICT', ...storeErrors],
  }),
  /** Takes one away; `record-template:restore` brings it back. */
  'record-template:delete': channel({ input: one, output: z.strictObject({}), errors: ['NOT_FOUND', ...storeErrors] }),
  /** `CONFLICT`: another has its name by now. */
  'record-template:restore': channel({
    input: one,
    output: RecordTemplateSchema,
    errors: ['NOT_FOUND', 'CONFLICT', ...storeErrors],
  }),
} as const

export const recordTemplateEvents = {
  /** A text was kept, changed, taken away or brought back; ask again. */
  'record-templates:changed': z.strictObject({}),
} as const
